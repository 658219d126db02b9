// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('break_glass', table => {
    table
      .text('reviewers')
      .comment(
        'JSON of the groups whose members review it, signed with the use; null of old ones, which only have break_glass_parties',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table break_glass drop column reviewers');
};
