import { mockServices } from '@backstage/backend-test-utils';
import {
  changePermissionResourceRef,
  clusterPermissionResourceRef,
  profilePermissionResourceRef,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { seedCluster } from '../reconciler/__testUtils__/seedCluster';
import type { ClusterRow } from '../database/tables';
import { refreshShown } from '../profiles/operations/refreshShown';
import { registerPermissions } from './registerPermissions';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'registerPermissions, %s',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      const registry = mockServices.permissionsRegistry.mock();
      registerPermissions({ registry, knex, config: { targets: [] } as any });
      const resources = async (
        resourceRef: { resourceType: string },
        refs: string[],
      ) => {
        const [{ getResources }] = registry.addResourceType.mock.calls
          .map(([type]) => type)
          .filter(
            type => type.resourceRef.resourceType === resourceRef.resourceType,
          );
        return getResources!(refs);
      };
      return { knex, resources };
    }

    it('finds the resources of 10,000 clusters at once, in the order of their names', async () => {
      const { knex, resources } = await start();
      const { uid } = await seedCluster(knex);
      const {
        phase_rank: computed,
        ...seeded
      }: ClusterRow & { phase_rank: number } = await knex('clusters')
        .where({ uid })
        .first();
      const names = Array.from({ length: 10_000 }, (_, index) => `c-${index}`);
      await knex.batchInsert(
        'clusters',
        names.map((name, index) => ({
          ...seeded,
          uid: name,
          name,
          live_name: name,
          owner_ref: `group:default/${index}`,
        })),
        500,
      );
      const found = await resources(clusterPermissionResourceRef, [
        'gone',
        ...names,
      ]);
      expect(found).toHaveLength(10_001);
      expect(found[0]).toBeUndefined();
      expect(found[10_000]).toEqual({
        owner: 'group:default/9999',
        target: seeded.target,
        stage: seeded.stage,
        provider: seeded.provider,
        profile: seeded.profile,
        labels: {},
      });
    });

    it('does not take a deleted cluster for the one that has its name now', async () => {
      const { knex, resources } = await start();
      const { uid, desired } = await seedCluster(knex);
      await knex('clusters').where({ uid }).update({ live_name: null });
      await expect(
        resources(clusterPermissionResourceRef, [desired.cluster.name]),
      ).resolves.toEqual([undefined]);
    });

    it('finds changes', async () => {
      const { knex, resources } = await start();
      const { changeId, desired } = await seedCluster(knex);
      await expect(
        resources(changePermissionResourceRef, [changeId, 'none']),
      ).resolves.toEqual([
        {
          kind: 'create',
          proposer: 'user:default/alice',
          subjectKind: 'cluster',
          owner: desired.cluster.owner,
          stage: '',
          target: '',
          labels: {},
        },
        undefined,
      ]);
    });

    it('takes a profile for what its newest version says, not the one published last', async () => {
      const { knex, resources } = await start();
      const { desired } = await seedCluster(knex);
      const [{ name }] = desired.profiles;
      const [version] = await knex('profile_versions').where({ profile: name });
      await knex('profile_versions').insert([
        {
          ...version,
          version: '9.0.0',
          owner_ref: 'group:default/new',
          published_at: '2026-02-01T00:00:00.000Z',
        },
        {
          ...version,
          version: '8.0.1',
          owner_ref: 'group:default/old',
          published_at: '2026-03-01T00:00:00.000Z',
        },
      ]);
      await refreshShown(knex, name);
      await expect(
        resources(profilePermissionResourceRef, [name, 'none']),
      ).resolves.toEqual([
        expect.objectContaining({ name, owner: 'group:default/new' }),
        undefined,
      ]);
    });
  },
);
