import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aDifference, aRow, drifted } from './__testUtils__/findings';
import { listEditors } from './listEditors';

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });

describe('listEditors', () => {
  it('knows users by their field managers, and programs for nobody', async () => {
    const knex = await databases.init('SQLITE_3');
    await knex('drift_findings').insert(
      aRow(
        drifted({
          differences: [
            aDifference({ manager: 'Alice' }),
            aDifference({ path: '/spec/a', manager: 'kubectl-edit' }),
            aDifference({ path: '/spec/b', manager: undefined }),
          ],
        }),
      ),
    );
    const cluster = 'checkout-dev';
    const plan = {};
    await expect(
      listEditors(knex, {
        clusterUid: 'u1',
        plan,
        request: {
          kind: 'set-parameters',
          cluster,
          adoptsDrift: ['finding-1', 'another'],
        },
      }),
    ).resolves.toEqual({
      users: ['user:default/alice'],
      nameless: ['kubectl-edit', 'unknown'],
    });
    await expect(
      listEditors(knex, {
        clusterUid: 'u1',
        plan,
        request: { kind: 'pause', cluster },
      }),
    ).resolves.toEqual({ users: [], nameless: [] });
  });
});
