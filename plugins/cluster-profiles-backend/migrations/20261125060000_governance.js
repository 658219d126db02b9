// @ts-check

/**
 * Machines that a desired state may have, as `countNodes` counts them.
 *
 * @param {{ nodePools?: { controlPlane?: { replicas?: number }, workers?: Array<{ replicas: number, max?: number }> } }} desired
 */
const countNodes = ({ nodePools }) =>
  (nodePools?.workers ?? []).reduce(
    (sum, { replicas, max }) => sum + (max ?? replicas),
    nodePools?.controlPlane?.replicas ?? 0,
  );

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('changes', table => {
    table
      .string('not_before', 24)
      .comment('Window or end of a freeze that it waits for');
    table
      .string('reminded_at', 24)
      .comment('When it was told that its plan waits too long');
    table
      .string('expiry_told_at', 24)
      .comment('When it was told that it is about to expire');
  });
  await knex.schema.alterTable('approvals', table => {
    table.string('withdrawn_at', 24).comment('Since then it does not count');
    table.text('withdrawal_reason');
    table.string('withdrawal_key_id', 63);
    table.string('withdrawal_signature', 128);
  });
  await knex.schema.alterTable('clusters', table => {
    table
      .integer('nodes')
      .notNullable()
      .defaultTo(0)
      .comment('All that the desired revision may have');
    table.string('ends_on', 10).comment('Last day, YYYY-MM-DD');
    table
      .integer('end_told_days')
      .comment('Days before the end of which its owner was told last');
    table.index(['ends_on']);
  });
  const rows = await knex('clusters')
    .join('revisions', function desired() {
      this.on('revisions.cluster_uid', 'clusters.uid').andOn(
        'revisions.number',
        'clusters.desired_revision',
      );
    })
    .whereNotNull('clusters.live_name')
    .select('clusters.uid', 'revisions.desired');
  for (const { uid, desired } of rows) {
    await knex('clusters')
      .where({ uid })
      .update({ nodes: countNodes(JSON.parse(desired)) });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropIndex(['ends_on']);
  });
  // By hand: knex would copy the table, and cannot with its computed column.
  for (const column of ['nodes', 'ends_on', 'end_told_days']) {
    await knex.raw('alter table clusters drop column ??', [column]);
  }
  await knex.schema.alterTable('approvals', table => {
    table.dropColumn('withdrawn_at');
    table.dropColumn('withdrawal_reason');
    table.dropColumn('withdrawal_key_id');
    table.dropColumn('withdrawal_signature');
  });
  await knex.schema.alterTable('changes', table => {
    table.dropColumn('not_before');
    table.dropColumn('reminded_at');
    table.dropColumn('expiry_told_at');
  });
};
