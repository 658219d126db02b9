import { CLUSTER_SORT_FIELDS } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { applyCriteria } from '../../permissions/applyCriteria';
import {
  exampleVersion,
  insertExampleCluster,
} from '../../profiles/__testUtils__/exampleRows';
import { insertProfileVersion } from '../../profiles/operations/insertProfileVersion';
import { listClusters } from './listClusters';

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });
jest.setTimeout(60_000);

type Query = Partial<Parameters<typeof listClusters>[1]>;

const FILTERS: Query[] = [
  {},
  { search: 'a' },
  { owner: ['group:default/search'] },
  { target: ['prod-eu1'], stage: ['production'], phase: ['ready'] },
  { profile: ['base'], version: ['1.3.0'] },
  { profile: ['tools'] },
  { layer: ['ingress'] },
  { layer: ['kueue'] },
  { drift: ['Drifted'] },
  { withIssues: true },
  { behind: true },
  { unsupported: true, endedMinors: ['1.35'] },
  { includeDeleted: true },
];

const QUERIES = CLUSTER_SORT_FIELDS.flatMap(sort =>
  FILTERS.map((filter): Query => ({ ...filter, sort })),
);

/** What a product team may see, with each column that permissions narrow by. */
const visible = (builder: Knex.QueryBuilder) => {
  const among = (column: string) => ({ column, values: ['a', 'b'] });
  applyCriteria(builder, {
    anyOf: [
      among('owner_ref'),
      among('stage'),
      among('target'),
      among('profile'),
      among('provider'),
    ],
  });
};

let knex: Knex;
const asked: Array<{ sql: string; bindings: string[] }> = [];

beforeAll(async () => {
  knex = await databases.init('SQLITE_3');
  await insertProfileVersion(knex, { version: exampleVersion('1.3.0') });
  await insertProfileVersion(knex, { version: exampleVersion('1.4.0') });
  await insertProfileVersion(knex, {
    version: {
      ...exampleVersion('1.0.0', document => {
        document.metadata.name = 'tools';
        document.spec.layers = [{ ...document.spec.layers[4], name: 'kueue' }];
      }),
      type: 'add-on',
    },
  });
  for (const name of ['alpha', 'beta']) {
    await insertExampleCluster(knex, {
      name,
      profile: 'base',
      profile_version: '1.3.0',
      stage: 'a',
    });
  }
  knex.on('query', query => asked.push(query));
});

it.each(QUERIES)(
  'SQLite finds and counts clusters in indexes alone: %j',
  async query => {
    asked.length = 0;
    await listClusters(knex, { offset: 1, limit: 1, visible, ...query });
    const plans = await Promise.all(
      asked
        .filter(({ sql }) => sql.includes('indexed by'))
        .map(({ sql, bindings }) =>
          knex.raw(`explain query plan ${sql}`, bindings),
        ),
    );
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans as Array<Array<{ detail: string }>>) {
      const walks = plan
        .map(({ detail }) => detail)
        .filter(detail => /^(SCAN|SEARCH) clusters/.test(detail));
      // Of what is computed when it is read SQLite does not say that the index has it.
      expect(walks[0]).toMatch(
        query.sort === 'phase'
          ? /USING (COVERING )?INDEX clusters_/
          : /USING COVERING INDEX clusters_/,
      );
      // Rows of the page, each by its key.
      expect(walks.slice(1).join()).toMatch(/^$|\(uid=\?\)$/);
    }
  },
);

it.each(CLUSTER_SORT_FIELDS)(
  'SQLite sorts nothing for a page by %s',
  async sort => {
    for (const order of ['asc', 'desc'] as const) {
      asked.length = 0;
      await listClusters(knex, {
        offset: 0,
        limit: 1,
        phase: ['ready'],
        sort,
        order,
      });
      const { sql, bindings } = asked[0];
      const [, inner] = /from \((.*)\) as `page`/.exec(sql)!;
      const plan: Array<{ detail: string }> = await knex.raw(
        `explain query plan ${inner}`,
        bindings,
      );
      expect(plan.map(({ detail }) => detail)).toEqual([
        expect.stringMatching(
          /^SCAN clusters USING (COVERING )?INDEX clusters_by_/,
        ),
      ]);
    }
  },
);
