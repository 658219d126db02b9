import { TestDatabases } from '@backstage/backend-test-utils';
import { managementCluster } from './lab';
import { runChaos } from './chaos/runChaos';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
jest.setTimeout(600_000);

/** Small; the whole of it is `./dev lab chaos`. */
describe('a portal that is killed', () => {
  it('loses nothing, doubles nothing and writes nothing that was not approved', async () => {
    const { kills, violations } = await runChaos({
      lab: await managementCluster(),
      admin: await databases.init('POSTGRES_15'),
      kills: 3,
      creations: 2,
      upgrades: 1,
      seed: 5,
    });
    expect(violations).toEqual([]);
    expect(kills).toBe(3);
  });
});
