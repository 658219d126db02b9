// @ts-check

/** The worst first. */
const PHASES = [
  'degraded',
  'unknown',
  'held',
  'deleting',
  'updating',
  'provisioning',
  'requested',
  'paused',
  'ready',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const ranks = PHASES.map((phase, rank) => `when '${phase}' then ${rank}`);
  // SQLite adds only columns that are computed when they are read; PostgreSQL has no others than stored ones.
  const kept =
    knex.client.config.client === 'better-sqlite3' ? 'virtual' : 'stored';
  await knex.raw(
    `alter table clusters add column phase_rank integer generated always as (case phase ${ranks.join(' ')} else ${PHASES.length} end) ${kept}`,
  );
  await knex.schema.alterTable('clusters', table => {
    table.dropIndex([], 'clusters_by_phase');
    table.index(
      ['phase_rank', 'uid', 'deleted_at', 'owner_ref', 'stage'],
      'clusters_by_phase_rank',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    table.dropIndex([], 'clusters_by_phase_rank');
    table.index(
      ['phase', 'uid', 'deleted_at', 'owner_ref', 'stage'],
      'clusters_by_phase',
    );
  });
  await knex.raw('alter table clusters drop column phase_rank');
};
