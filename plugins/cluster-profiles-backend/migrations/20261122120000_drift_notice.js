// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .boolean('drift_notice_due')
      .notNullable()
      .defaultTo(false)
      .comment('Has been without drift since its owner was told of one');
  });
  await knex('clusters')
    .whereIn('drift', ['InSync', 'Overridden'])
    .update({ drift_notice_due: true });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropColumn('drift_notice_due');
  });
};
