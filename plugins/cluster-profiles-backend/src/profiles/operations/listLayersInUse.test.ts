import { TestDatabases } from '@backstage/backend-test-utils';
import { applyMigrations } from '../../database/applyMigrations';
import {
  exampleVersion,
  insertExampleCluster,
} from '../__testUtils__/exampleRows';
import { insertProfileVersion } from './insertProfileVersion';
import { listLayersInUse } from './listLayersInUse';

jest.setTimeout(60_000);

describe('listLayersInUse', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function createDatabase(
    databaseId: Parameters<typeof databases.init>[0],
  ) {
    const knex = await databases.init(databaseId);
    await applyMigrations(knex);
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
          profiles: [{ name: 'base', version: '1.0.0' }],
          clusters: ['a'],
        },
        expect.objectContaining({ version: '4.14.0', clusters: ['b'] }),
      ]);
      expect(layers.find(({ name }) => name === 'cilium')?.clusters).toEqual([
        'a',
        'b',
      ]);
    },
  );
});
