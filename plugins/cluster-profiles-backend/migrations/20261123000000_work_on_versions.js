// @ts-check

/**
 * SQLite knows no lengths.
 *
 * @param {import('knex').Knex} knex
 */
const hasLengths = knex => !knex.client.config.client.includes('sqlite');

/**
 * The id of a profile version is `name@version`, longer than that of a cluster or change.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (hasLengths(knex)) {
    await knex.schema.alterTable('work', table => {
      table.string('id', 128).notNullable().alter({ alterNullable: false });
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (hasLengths(knex)) {
    await knex('work').where({ kind: 'version' }).delete();
    await knex.schema.alterTable('work', table => {
      table.string('id', 36).notNullable().alter({ alterNullable: false });
    });
  }
};
