import type { Knex } from 'knex';
import type {
  Change,
  OverrideRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aDifference, aRow, drifted } from '../drift/__testUtils__/findings';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });

describe('adoption', () => {
  let world: World;
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    world = await startWorld({ knex });
    await world.publish();
    await world.apply(
      world.create({ cluster: 'payments', target: 'prod-eu1' }),
    );
    await world.apply(world.create({ cluster: 'search' }));
  });
  afterAll(() => world.stop());
  afterEach(async () => {
    await knex('drift_findings').delete();
  });

  async function findDrift(manager: string, cluster = 'payments') {
    const { uid } = await world.cluster(cluster);
    const finding = aRow(
      drifted({
        layer: 'metrics-server',
        differences: [aDifference({ manager })],
      }),
      { cluster_uid: uid },
    );
    await knex('drift_findings').insert(finding);
    return finding.id;
  }

  const override = (
    overrides: Partial<OverrideRequest> = {},
  ): OverrideRequest => ({
    kind: 'override',
    cluster: 'payments',
    overrides: [{ layer: 'metrics-server', path: '/replicas', value: 5 }],
    reason: 'It was too slow',
    expires: new Date(Date.now() + 86_400_000).toISOString(),
    ...overrides,
  });
  const cancel = ({ id }: Change) =>
    world.as('alice')('post', `/changes/${id}/cancel`, {});

  it.each([true, false])(
    'is not approved by whoever made the edit, named by the proposer: %s',
    async isNamed => {
      const id = await findDrift('pete');
      const change = await world.propose(
        'alice',
        override(isNamed ? { adoptsDrift: [id] } : {}),
      );
      expect(change.approval?.eligible).toEqual(['user:default/paula']);
      expect((await world.approve('pete', change)).status).toBe(403);
      await cancel(change);
    },
  );

  it('is approved by anybody who may where another value is set', async () => {
    await findDrift('pete');
    const [place] = override().overrides;
    const change = await world.propose(
      'alice',
      override({ overrides: [{ ...place, value: 4 }] }),
    );
    expect(change.approval?.eligible).toContain('user:default/pete');
    await cancel(change);
  });

  it('takes one approval more where nobody knows who made the edit', async () => {
    await findDrift('kubectl-edit');
    const change = await world.propose('alice', override());
    expect(change.approval?.missing).toEqual([
      expect.objectContaining({ group: 'group:default/platform', count: 2 }),
    ]);
    expect(change.plan?.findings).toContainEqual(
      expect.objectContaining({
        code: 'editor-unknown',
        message: expect.stringContaining('one approval more'),
      }),
    );
    await cancel(change);
  });

  it.each<[string, string, Partial<OverrideRequest>]>([
    ['another cluster', 'search', {}],
    [
      'another layer',
      'payments',
      { overrides: [{ layer: 'cilium', path: '/replicas', value: 5 }] },
    ],
  ])('refuses drift of %s', async (_, cluster, request) => {
    const id = await findDrift('pete', cluster);
    const { status, body } = await world.as('alice')(
      'post',
      '/changes',
      override({ adoptsDrift: [id], ...request }),
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      'is not drift that the request could adopt',
    );
  });
});
