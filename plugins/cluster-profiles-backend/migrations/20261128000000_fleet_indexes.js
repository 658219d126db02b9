// @ts-check

const ORDERS = [
  'owner_ref',
  'target',
  'stage',
  'phase_rank',
  'profile',
  'kubernetes_version',
  'created_at',
  'updated_at',
];
/** What filters and permissions look at, names aside; the stage first, because it is what most ask for. */
const FILTERS = [
  'stage',
  'owner_ref',
  'phase',
  'profile',
  'profile_version',
  'drift',
  'has_issue',
  'target',
  'provider',
  'kubernetes_version',
  'desired_revision',
];

/**
 * @param {import('knex').Knex} knex
 * @returns {Array<[index: string, columns: string[]]>}
 */
function liveIndexes(knex) {
  if (!isSqlite(knex)) {
    // It reads rows beside an index at little cost, and chooses among its indexes: all it lacks is a small one of names.
    return [['clusters_by_name', ['name', 'uid', 'owner_ref', 'stage']]];
  }
  // It covers a query only with all of its columns, that of the index's own condition, too.
  const covered = [...FILTERS, 'deleted_at'];
  return [
    ['clusters_counting', covered],
    ...['name', ...ORDERS].map(
      /** @returns {[index: string, columns: string[]]} */
      column => [
        `clusters_by_${column}`,
        [...new Set([column, 'uid', ...covered])],
      ],
    ),
  ];
}

/** @param {import('knex').Knex} knex */
function isSqlite(knex) {
  return knex.client.config.client === 'better-sqlite3';
}

/** @param {string} column */
function orderBefore(column) {
  return [...new Set([column, 'uid', 'deleted_at', 'owner_ref', 'stage'])];
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (isSqlite(knex)) {
    await knex.schema.alterTable('clusters', table => {
      table.dropIndex([], 'clusters_counting');
      for (const column of ORDERS) {
        table.dropIndex([], `clusters_by_${column}`);
      }
    });
  }
  for (const [index, columns] of liveIndexes(knex)) {
    await knex.raw(
      `create index ?? on clusters (${columns.map(() => '??').join(', ')}) where deleted_at is null`,
      [index, ...columns],
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('clusters', table => {
    for (const [index] of liveIndexes(knex)) {
      table.dropIndex([], index);
    }
  });
  if (isSqlite(knex)) {
    await knex.schema.alterTable('clusters', table => {
      table.index(
        [
          'deleted_at',
          'owner_ref',
          'stage',
          'target',
          'provider',
          'phase',
          'profile',
          'profile_version',
          'drift',
          'has_issue',
          'desired_revision',
        ],
        'clusters_counting',
      );
      for (const column of ORDERS) {
        table.index(orderBefore(column), `clusters_by_${column}`);
      }
    });
  }
};
