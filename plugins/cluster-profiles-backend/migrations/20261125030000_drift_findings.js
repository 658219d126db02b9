// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('drift_findings', table => {
    table.comment('Objects that differ or differed from what is desired');
    table.string('id', 36).primary();
    table.string('cluster_uid', 64).notNullable();
    table.string('layer', 63).notNullable();
    table.text('object').notNullable().comment('Such as Deployment a/b');
    table
      .string('open_key', 64)
      .unique()
      .comment('Digest of cluster, layer and object; null once it has ended');
    table
      .integer('revision')
      .notNullable()
      .comment('Desired when it was seen first');
    table.string('opened_at', 24).notNullable();
    table.string('changed_at', 24).notNullable();
    table.string('closed_at', 24);
    table.string('outcome', 16);
    table
      .integer('openings')
      .notNullable()
      .comment('More than one where it came back soon');
    table.text('differences').notNullable().comment('JSON, as seen last');
    table.string('digest', 64).notNullable().comment('Of the differences');
    table
      .string('fields', 64)
      .notNullable()
      .comment('Digest of the fields and who wrote them, without values');
    table.integer('corrections').notNullable();
    table.string('corrected_at', 24);
    table.string('wanted_by').comment('Who asked for a correction');
    table.string('wanted_at', 24).comment('Null once it has ended');
    table.index(['cluster_uid', 'closed_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('drift_findings');
};
