// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('revisions', table => {
    table
      .string('taken_over_at', 24)
      .comment(
        'When the takeovers that were approved with it were made, which is once',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table revisions drop column taken_over_at');
};
