import { randomBytes } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { applyMigrations } from '../../plugins/cluster-profiles-backend/src/database/applyMigrations';
import type { BlobRow } from '../../plugins/cluster-profiles-backend/src/database/tables';
import type { Charts, RepositoryBehaviour } from './charts';
import { managementCluster } from './lab';
import { labRepositories, publishLayer } from './pinnedLayers';

describe('publication, when a repository', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let charts: Charts;
  let knex: Knex;

  beforeAll(async () => {
    charts = (await managementCluster()).charts();
    knex = await databases.init('SQLITE_3');
    await applyMigrations(knex);
  });

  afterEach(async () => {
    await charts?.behave('http', {});
    await charts?.behave('oci', {});
  });

  const publish = async (
    kind: 'http' | 'oci',
    overrides: Parameters<typeof labRepositories>[1] = {},
  ) => {
    const { findings } = await publishLayer(
      aLayer({
        version: '1.0.0',
        source: {
          type: kind === 'oci' ? 'oci' : 'helm',
          repository: kind === 'oci' ? 'registry' : 'charts',
          chart: 'ingress',
        },
      }),
      {
        knex,
        repositories: labRepositories(charts, {
          requestTimeoutSeconds: 1,
          ...overrides,
        }),
      },
    );
    return findings.map(({ severity, code }) => `${severity} ${code}`);
  };

  it.each<[string, RepositoryBehaviour, string]>([
    ['is down', { down: true }, 'source-unreachable'],
    ['is slow', { seconds: 3 }, 'source-too-slow'],
    ['fails', { status: 503 }, 'source-unreachable'],
    ['has nothing', { status: 404 }, 'source-gone'],
    [
      'wants to know who asks',
      { user: { name: 'reader', password: 'secret' } },
      'source-credentials',
    ],
    [
      'leads to where clouds keep credentials',
      { redirect: 'http://169.254.169.254' },
      'source-address-refused',
    ],
  ])('%s, says so at the layer', async (_, behaviour, code) => {
    for (const kind of ['http', 'oci'] as const) {
      await charts.behave(kind, behaviour);
      await expect(publish(kind)).resolves.toEqual([`block ${code}`]);
      await charts.behave(kind, {});
      await expect(publish(kind)).resolves.toEqual([]);
    }
  });

  it('wants to know who asks, shows the configured name and password', async () => {
    const password = randomBytes(8).toString('hex');
    for (const kind of ['http', 'oci'] as const) {
      await charts.behave(kind, { user: { name: 'reader', password } });
      const as = (shown: string) =>
        publish(kind, { username: 'reader', password: shown });
      await expect(as(password)).resolves.toEqual([]);
      await expect(as('wrong')).resolves.toEqual(['block source-credentials']);
    }
  });

  it('is on this machine, asks nobody unless it is configured for it', async () => {
    await knex<BlobRow>('blobs').delete();
    for (const kind of ['http', 'oci'] as const) {
      await expect(
        publish(kind, { allowPrivateAddresses: false }),
      ).resolves.toEqual(['block source-address-refused']);
    }
    await expect(knex<BlobRow>('blobs')).resolves.toEqual([]);
  });
});
