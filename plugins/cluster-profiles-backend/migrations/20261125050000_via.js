// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('changes', table => {
    table
      .string('via', 255)
      .nullable()
      .comment('What carried the proposal, such as tool:plugin:mcp-actions');
  });
  await knex.schema.alterTable('profile_versions', table => {
    table
      .string('attested_by', 255)
      .nullable()
      .comment('Service that said who the authors are');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('profile_versions', table => {
    table.dropColumn('attested_by');
  });
  await knex.schema.alterTable('changes', table => {
    table.dropColumn('via');
  });
};
