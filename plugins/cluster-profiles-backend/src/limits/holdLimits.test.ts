import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { ClusterRow } from '../database/tables';
import { insertExampleCluster } from '../profiles/__testUtils__/exampleRows';
import { holdLimits } from './holdLimits';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('holdLimits, %p', id => {
  let knex: Knex;

  /** Accepts a cluster of three nodes within its limits, as `acceptChange` does. */
  const accept = (name: string) =>
    knex.transaction(async tx => {
      const breach = await holdLimits(tx, {
        clusterUid: `uid-${name}`,
        desired: {
          cluster: {
            uid: `uid-${name}`,
            name,
            owner: 'group:default/checkout',
          },
          target: {
            name: 'dev-eu1',
            provider: 'simulator',
            region: 'eu',
            stage: 'development',
            labels: {},
            variables: {},
          },
          nodePools: { controlPlane: { replicas: 3 }, workers: [] },
          deleted: false,
        },
        config: {
          targets: [],
          ownerLimits: [{ name: 'few', clusters: 2 }],
        },
      });
      if (!breach) {
        await tx<ClusterRow>('clusters')
          .where({ uid: `uid-${name}` })
          .update({ desired_revision: 1, nodes: 3 });
      }
      return breach;
    });

  it('lets no more through than fit, however many come at once', async () => {
    knex = await databases.init(id);
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) {
      await insertExampleCluster(knex, {
        name,
        owner_ref: 'group:default/checkout',
        target: 'dev-eu1',
        stage: 'development',
        desired_revision: null,
        profile: 'base',
        profile_version: '1.0.0',
      });
    }
    const breaches = await Promise.all(names.map(accept));
    expect(breaches.filter(breach => breach === undefined)).toHaveLength(2);
    expect(breaches.find(Boolean)).toBe(
      'Owner checkout (few) may have at most 2 clusters: it has 2, and this would make it 3.',
    );
  });
});
