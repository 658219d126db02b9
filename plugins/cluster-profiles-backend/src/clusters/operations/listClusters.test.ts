import type { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import type {
  ClusterRow,
  LeavingProfileRow,
  RevisionProfileRow,
} from '../../database/tables';
import { applyCriteria } from '../../permissions/applyCriteria';
import {
  exampleVersion,
  insertExampleCluster,
} from '../../profiles/__testUtils__/exampleRows';
import { insertProfileVersion } from '../../profiles/operations/insertProfileVersion';
import { listClusters } from './listClusters';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

type Query = Partial<Parameters<typeof listClusters>[1]>;

const ROWS: Array<Partial<ClusterRow> & { name: string }> = [
  { name: 'alpha', stage: 'production', owner_ref: 'group:default/search' },
  { name: 'beta', phase: 'degraded', has_issue: true, drift: 'Drifted' },
  { name: 'gamma', target: 'prod-eu1', stage: 'production', profile: 'gpu' },
  { name: 'delta_1', profile_version: '1.4.0', kubernetes_version: '1.35.2' },
  { name: 'deltax1', created_at: '2026-11-23T10:00:00.000Z' },
  { name: 'gone', phase: 'deleted', deleted_at: '2026-11-22T11:00:00.000Z' },
];

describe.each(databases.eachSupportedId())('listClusters, %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await insertProfileVersion(knex, { version: exampleVersion('1.3.0') });
    await insertProfileVersion(knex, {
      version: exampleVersion('1.4.0', ({ spec }) => {
        spec.layers[4].version = '4.14.0';
      }),
    });
    await insertProfileVersion(knex, {
      version: {
        ...exampleVersion('1.0.0', document => {
          document.metadata.name = 'tools';
          document.spec.layers = [
            {
              ...document.spec.layers[4],
              name: 'kueue',
              version: '0.9.0',
              source: {
                type: 'helm',
                repository: 'library',
                chart: 'queue-chart',
              },
            },
          ];
        }),
        type: 'add-on',
      },
    });
    for (const row of ROWS) {
      await insertExampleCluster(knex, {
        profile: 'base',
        profile_version: '1.3.0',
        ...row,
      });
    }
  });

  beforeAll(() =>
    knex<RevisionProfileRow>('revision_profiles').insert({
      cluster_uid: 'uid-gamma',
      profile: 'tools',
      version: '1.0.0',
    }),
  );

  const list = async (query: Query) => {
    const { rows, totalCount } = await listClusters(knex, {
      offset: 0,
      limit: 50,
      ...query,
    });
    return { names: rows.map(({ name }) => name), totalCount };
  };

  it.each<[string, Query, string[]]>([
    [
      'nothing: all that live, by name',
      {},
      ['alpha', 'beta', 'delta_1', 'deltax1', 'gamma'],
    ],
    ['an owner', { owner: ['group:default/search'] }, ['alpha']],
    ['a target', { target: ['prod-eu1'] }, ['gamma']],
    [
      'alternatives of one field',
      { phase: ['degraded', 'deleted'], includeDeleted: true },
      ['beta', 'gone'],
    ],
    [
      'two fields that must both hold',
      { stage: ['production'], profile: ['gpu'] },
      ['gamma'],
    ],
    ['a version', { version: ['1.4.0'] }, ['delta_1']],
    ['an add-on profile', { profile: ['tools'] }, ['gamma']],
    [
      'an add-on profile at a version',
      { profile: ['tools'], version: ['1.0.0'] },
      ['gamma'],
    ],
    [
      'an add-on profile at a version that only the main profile has',
      { profile: ['tools'], version: ['1.3.0'] },
      [],
    ],
    [
      'a main or an add-on profile, and what else must hold',
      { profile: ['base', 'tools'], stage: ['production'] },
      ['alpha', 'gamma'],
    ],
    ['a layer', { layer: ['cilium'] }, ['alpha', 'beta', 'delta_1', 'deltax1']],
    ['a layer at a version', { layer: ['ingress@4.14.0'] }, ['delta_1']],
    [
      'alternatives of layers',
      { layer: ['ingress@4.14.0', 'ingress@4.13.3', 'nothing'] },
      ['alpha', 'beta', 'delta_1', 'deltax1'],
    ],
    ['a layer of an add-on profile', { layer: ['kueue@0.9.0'] }, ['gamma']],
    [
      'a layer of a main or an add-on profile',
      { layer: ['ingress@4.14.0', 'kueue'] },
      ['delta_1', 'gamma'],
    ],
    ['a version that no layer has', { layer: ['cilium@'] }, []],
    ['a layer that nothing has', { layer: ['nothing'] }, []],
    ['drift', { drift: ['Drifted'] }, ['beta']],
    ['issues', { withIssues: true }, ['beta']],
    [
      'a newer version of the main profile',
      { behind: true },
      ['alpha', 'beta', 'deltax1'],
    ],
    [
      'Kubernetes that has no support any more',
      { unsupported: true, endedMinors: ['1.3', '1.35'] },
      ['delta_1'],
    ],
    [
      'unsupported Kubernetes while all is supported',
      { unsupported: true, endedMinors: [] },
      [],
    ],
    [
      'support that is over, which nobody asked for',
      { endedMinors: ['1.35'], search: 'delta' },
      ['delta_1', 'deltax1'],
    ],
    [
      'an empty filter, which filters nothing',
      { owner: [], limit: 1 },
      ['alpha'],
    ],
    ['part of a name, in any case', { search: 'LTA' }, ['delta_1', 'deltax1']],
    ['an underscore, which is no wildcard', { search: 'a_1' }, ['delta_1']],
    ['a percent sign, which is no wildcard', { search: '%' }, []],
    ['the escape character itself', { search: '!' }, []],
    ['a quote, which ends no text', { search: "' or 1=1 --" }, []],
  ])('filters by %s', async (_what, query, names) => {
    expect((await list(query)).names).toEqual(names);
  });

  it.each<[Query, string]>([
    [{ sort: 'createdAt', order: 'desc' }, 'deltax1'],
    [{ sort: 'name', order: 'desc' }, 'gamma'],
    [{ sort: 'profile', order: 'desc' }, 'gamma'],
    [{ sort: 'owner', order: 'desc' }, 'alpha'],
    [{ sort: 'phase', order: 'asc' }, 'beta'],
  ])('sorts by %p', async (query, first) => {
    expect((await list(query)).names[0]).toBe(first);
  });

  it('finds a layer by its component, and where it runs until its upgrade is proven', async () => {
    const leaving = {
      cluster_uid: 'uid-delta_1',
      profile: 'base',
      version: '1.3.0',
    };
    await knex<LeavingProfileRow>('leaving_profiles').insert(leaving);
    const old = ['alpha', 'beta', 'delta_1', 'deltax1'];
    expect(await list({ layer: ['ingress@4.13.3'] })).toEqual({
      names: old,
      totalCount: 4,
    });
    expect((await list({ layer: ['ingress@4.14.0'] })).names).toEqual([
      'delta_1',
    ]);
    expect(await list({ layer: ['queue-chart'] })).toEqual({
      names: ['gamma'],
      totalCount: 1,
    });
    await knex<LeavingProfileRow>('leaving_profiles').delete();
    expect(await list({ layer: ['ingress@4.13.3'] })).toEqual({
      names: old.filter(name => name !== 'delta_1'),
      totalCount: 3,
    });
  });

  it('finds no layer in a cluster that is only requested', async () => {
    await knex<ClusterRow>('clusters')
      .where({ name: 'alpha' })
      .update({ desired_revision: null });
    expect((await list({ layer: ['cilium'] })).names).not.toContain('alpha');
    await knex<ClusterRow>('clusters')
      .where({ name: 'alpha' })
      .update({ desired_revision: 1 });
  });

  it('pages through equal values without loss, and counts all', async () => {
    const pages: string[] = [];
    for (const offset of [0, 2, 4]) {
      const page = await list({ sort: 'createdAt', offset, limit: 2 });
      expect(page.totalCount).toBe(5);
      pages.push(...page.names);
    }
    expect(pages.sort()).toEqual((await list({})).names);
  });

  it.each<[string, Query]>([
    ['a search', { search: 'delta' }],
    ['a search backwards', { search: 'a', order: 'desc' }],
    ['a search in another order', { search: 'a', sort: 'createdAt' }],
    ['an add-on or a main profile', { profile: ['tools', 'base'] }],
    ['what is deleted, too', { includeDeleted: true }],
    ['a filter in another order', { version: ['1.3.0'], sort: 'createdAt' }],
  ])(
    'counts all matches of %s on each page, and past the last',
    async (_what, query) => {
      const { totalCount } = await list(query);
      expect(totalCount).toBeGreaterThan(1);
      for (let offset = 0; offset <= totalCount + 1; offset++) {
        const page = await list({ ...query, offset, limit: 1 });
        expect(page.names).toHaveLength(offset < totalCount ? 1 : 0);
        expect(page.totalCount).toBe(totalCount);
      }
    },
  );

  it('narrows to what is visible, in rows and in the count', async () => {
    const visible = (builder: Knex.QueryBuilder) =>
      applyCriteria(builder, {
        anyOf: [
          { column: 'stage', values: ['production'] },
          { column: 'phase', values: ['deleted'] },
        ],
      });
    expect(await list({ visible })).toEqual({
      names: ['alpha', 'gamma'],
      totalCount: 2,
    });
  });
});

it.each(databases.eachSupportedId())(
  'sorts phases by what needs somebody first, %s',
  async databaseId => {
    const knex = await databases.init(databaseId);
    await insertProfileVersion(knex, { version: exampleVersion('1.3.0') });
    const phases = [
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
    const owner = 'group:default/phases';
    for (const phase of [...phases].sort()) {
      await insertExampleCluster(knex, {
        name: `phase-${phase}`,
        profile: 'base',
        profile_version: '1.3.0',
        owner_ref: owner,
        phase,
      });
    }
    const sorted = async (order: 'asc' | 'desc') => {
      const { rows } = await listClusters(knex, {
        owner: [owner],
        sort: 'phase',
        order,
        offset: 0,
        limit: 50,
      });
      return rows.map(({ phase }) => phase);
    };
    expect(await sorted('asc')).toEqual(phases);
    expect(await sorted('desc')).toEqual([...phases].reverse());
    // As a page without filters is read, by the index of the order.
    const { rows } = await listClusters(knex, {
      sort: 'phase',
      offset: 0,
      limit: 1,
    });
    expect(rows[0].phase).toBe('degraded');
  },
);
