// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('clusters', table => {
    table
      .string('overrides_expire_at', 24)
      .comment('When the first override of the desired revision ends');
    table.index(['overrides_expire_at']);
  });

  await knex.schema.createTable('break_glass', table => {
    table.comment('Changes that were applied without their approvals');
    table.string('change_id', 36).primary().references('changes.id');
    table.string('actor').notNullable();
    table.text('reason').notNullable();
    table.string('plan_digest', 64).notNullable();
    table
      .string('planned_at', 24)
      .notNullable()
      .comment('It counts for this plan and no later one');
    table.string('at', 24).notNullable();
    table.string('key_id', 63);
    table.string('signature', 128);
    table.string('verdict', 16).comment('Null while the review is open');
    table.string('closed_at', 24);
    table.string('revert_id', 36).comment('Change that takes it back');
  });
  // Of two uses at the same moment the second is refused.
  await knex.raw(
    'create unique index break_glass_open_unique on break_glass (actor) where closed_at is null',
  );

  await knex.schema.createTable('break_glass_parties', table => {
    table.comment('Who may review, and who never may');
    table.string('change_id', 36).notNullable().references('changes.id');
    table.string('part', 16).notNullable().comment('reviewer or excluded');
    table.string('ref').notNullable();
    table.primary(['change_id', 'part', 'ref']);
  });

  await knex.schema.createTable('break_glass_reviews', table => {
    table.increments('id');
    table.string('change_id', 36).notNullable().references('changes.id');
    table.string('reviewer').notNullable();
    table.string('verdict', 16).notNullable();
    table.text('comment');
    table
      .text('groups')
      .notNullable()
      .comment('JSON, groups of the reviewer when he decided');
    table.string('at', 24).notNullable();
    table.string('key_id', 63);
    table.string('signature', 128);
    table.unique(['change_id', 'reviewer']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('break_glass_reviews');
  await knex.schema.dropTable('break_glass_parties');
  await knex.schema.dropTable('break_glass');
  await knex.schema.alterTable('clusters', table => {
    table.dropIndex(['overrides_expire_at']);
  });
  await knex.raw('alter table clusters drop column overrides_expire_at');
};
