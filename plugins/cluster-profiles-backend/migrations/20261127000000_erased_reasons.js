// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('break_glass', table => {
    table
      .string('reason_digest', 64)
      .comment('Of the reason, once that was erased: signatures are over it');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table break_glass drop column reason_digest');
};
