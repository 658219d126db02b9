// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('break_glass_reviews', table => {
    table
      .text('counted')
      .comment(
        'JSON of those whose confirmations counted when this one was given; null of rejections and of old ones',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table break_glass_reviews drop column counted');
};
