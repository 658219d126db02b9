// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('unused_on_targets', table => {
    table.comment('What providers found on targets that nobody uses');
    table.string('target', 63).notNullable();
    table.string('id', 255).notNullable().comment('As the provider calls it');
    table.string('since', 24).notNullable();
    table.primary(['target', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('unused_on_targets');
};
