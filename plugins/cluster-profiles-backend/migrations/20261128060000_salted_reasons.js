// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('break_glass', table => {
    table
      .string('reason_salt', 32)
      .comment('Of the digest of the reason, erased with it; null of old ones');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table break_glass drop column reason_salt');
};
