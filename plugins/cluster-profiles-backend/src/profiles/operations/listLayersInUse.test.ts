import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  exampleVersion,
  insertExampleCluster,
} from '../__testUtils__/exampleRows';
import { insertProfileVersion } from './insertProfileVersion';
import { listLayersInUse } from './listLayersInUse';

jest.setTimeout(60_000);

describe('listLayersInUse', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    return knex;
  }

  it.each(databases.eachSupportedId())(
    'lists layers with who has them, %p',
    async id => {
      const knex = await createDatabase(id);
      await insertProfileVersion(knex, { version: exampleVersion('1.0.0') });
      await insertProfileVersion(knex, {
        version: exampleVersion('1.1.0', ({ spec }) => {
          spec.layers[4].version = '4.14.0';
        }),
      });
      await insertExampleCluster(knex, {
        name: 'a',
        profile: 'base',
        profile_version: '1.0.0',
      });
      await insertExampleCluster(knex, {
        name: 'b',
        profile: 'base',
        profile_version: '1.1.0',
      });
      const layers = await listLayersInUse(knex);
      expect(layers).toHaveLength(6);
      expect(layers.filter(({ name }) => name === 'ingress')).toEqual([
        {
          name: 'ingress',
          kind: 'addon',
          category: 'ingress',
          version: '4.13.3',
          component: 'ingress',
          profiles: [{ name: 'base', version: '1.0.0' }],
          clusterCount: 1,
          leaving: 0,
          clusters: ['a'],
        },
        expect.objectContaining({
          version: '4.14.0',
          clusterCount: 1,
          clusters: ['b'],
        }),
      ]);
      expect(layers.find(({ name }) => name === 'cilium')).toMatchObject({
        clusterCount: 2,
        clusters: ['a', 'b'],
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'counts a cluster whose upgrade hangs under what it runs, too, %p',
    async id => {
      const knex = await createDatabase(id);
      await insertProfileVersion(knex, { version: exampleVersion('1.0.0') });
      await insertProfileVersion(knex, {
        version: exampleVersion('1.1.0', ({ spec }) => {
          spec.layers[4] = {
            ...spec.layers[4],
            version: '4.14.0',
            source: {
              type: 'helm',
              repository: 'library',
              chart: 'ingress-nginx',
            },
          };
        }),
      });
      for (const name of ['hangs', 'done']) {
        await insertExampleCluster(knex, {
          name,
          profile: 'base',
          profile_version: '1.1.0',
          stage: name === 'hangs' ? 'production' : 'development',
        });
      }
      await knex('leaving_profiles').insert({
        cluster_uid: 'uid-hangs',
        profile: 'base',
        version: '1.0.0',
      });
      const layers = await listLayersInUse(knex);
      expect(layers.filter(({ name }) => name === 'ingress')).toEqual([
        expect.objectContaining({
          version: '4.13.3',
          component: 'ingress',
          clusterCount: 1,
          leaving: 1,
          clusters: ['hangs'],
        }),
        expect.objectContaining({
          version: '4.14.0',
          component: 'ingress-nginx',
          clusterCount: 2,
          leaving: 0,
          clusters: ['done', 'hangs'],
        }),
      ]);
      // What both versions have counts once.
      expect(layers.find(({ name }) => name === 'cilium')).toMatchObject({
        clusterCount: 2,
        leaving: 0,
        clusters: ['done', 'hangs'],
      });
      const development = await listLayersInUse(knex, {
        visible: clusters => clusters.where({ stage: 'development' }),
      });
      expect(
        development.find(({ version }) => version === '4.13.3'),
      ).toMatchObject({ clusterCount: 0, leaving: 0, clusters: [] });
    },
  );

  it.each(databases.eachSupportedId())(
    'counts all clusters and names the first twenty, as far as they are visible, %p',
    async id => {
      const knex = await createDatabase(id);
      for (const version of ['1.0.0', '1.1.0']) {
        await insertProfileVersion(knex, { version: exampleVersion(version) });
      }
      for (let index = 10; index < 60; index++) {
        await insertExampleCluster(knex, {
          name: `c${index}`,
          profile: 'base',
          profile_version: index % 2 === 0 ? '1.0.0' : '1.1.0',
          stage: index < 50 ? 'development' : 'production',
          live_name: index === 10 ? null : `c${index}`,
        });
      }
      const [all] = await listLayersInUse(knex);
      expect(all.clusterCount).toBe(49);
      expect(all.clusters).toEqual(
        Array.from({ length: 20 }, (_, index) => `c${index + 11}`),
      );
      const [some] = await listLayersInUse(knex, {
        visible: clusters => clusters.where({ stage: 'production' }),
      });
      expect(some.clusterCount).toBe(10);
      expect(some.clusters).toEqual(
        Array.from({ length: 10 }, (_, index) => `c${index + 50}`),
      );
      const none = await listLayersInUse(knex, {
        visible: clusters => clusters.whereRaw('1 = 0'),
      });
      expect(none.length).toBeGreaterThan(0);
      expect(
        none.every(
          ({ clusterCount, clusters }) =>
            clusterCount === 0 && clusters.length === 0,
        ),
      ).toBe(true);
    },
  );
});
