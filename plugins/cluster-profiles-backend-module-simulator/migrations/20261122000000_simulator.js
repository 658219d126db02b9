// @ts-check

/**
 * Times are ISO 8601 texts in UTC with milliseconds, so that both databases compare and sort them alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('simulator_clusters', table => {
    table.comment(
      'Simulated clusters; machines and layers are part of the state, so that one version guards them all',
    );
    table.string('uid', 64).primary();
    table.string('name').notNullable();
    table.string('instance_id').notNullable().comment('Mark of the last write');
    table.integer('revision').notNullable().comment('Mark of the last write');
    table
      .text('state')
      .comment(
        'JSON; null once the cluster is gone, so that late writes are seen',
      );
    table
      .integer('version')
      .notNullable()
      .comment('Raised by every save: optimistic lock');
    table.string('updated_at', 24).notNullable();
  });

  await knex.schema.createTable('simulator_operations', table => {
    table.comment('Every write that was requested, by idempotency key');
    table.increments('id').primary();
    table.string('cluster_uid', 64).notNullable();
    table
      .string('operation', 32)
      .notNullable()
      .comment('apply, delete, apply-layer or prune-layer');
    table
      .string('subject')
      .notNullable()
      .comment('Name of the cluster or of the layer');
    table.string('idempotency_key').notNullable();
    table.integer('revision').notNullable();
    table.integer('requested').notNullable().comment('Times it was requested');
    table.integer('effective').notNullable().comment('Times it took effect');
    table.string('first_at', 24).notNullable();
    table.string('last_at', 24).notNullable();
    table.unique(['cluster_uid', 'operation', 'subject', 'idempotency_key'], {
      indexName: 'simulator_operations_key_uk',
    });
  });

  await knex.schema.createTable('simulator_misbehaviours', table => {
    table.comment('What the simulator was told to do wrong');
    table.string('id', 36).primary();
    table.string('kind', 32).notNullable();
    table.string('cluster').comment('Name; null for every cluster');
    table.string('target').comment('Name; null for every target');
    table.string('layer').comment('Name; null where it is not about one layer');
    table.text('message');
    table
      .integer('remaining')
      .comment('Times it still happens; null: for good');
    table.string('created_at', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('simulator_misbehaviours');
  await knex.schema.dropTable('simulator_operations');
  await knex.schema.dropTable('simulator_clusters');
};
