import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { CHECKOUT, startWorld, type World } from '../__testUtils__/startWorld';
import type { ChangeRow } from '../database/tables';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('an approval, %p', database => {
  let world: World;
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(database);
    world = await startWorld({ knex });
    await world.publish();
  });
  afterAll(() => world.stop());

  const inProduction = (cluster: string) =>
    world.propose('alice', world.create({ cluster, target: 'prod-eu1' }));
  const approve = async (change: Pick<Change, 'id' | 'planDigest'>) => {
    const { status, body } = await world.approve('pete', change);
    return [status, body.error?.message];
  };
  const revisions = async (cluster: string) =>
    (await knex('revisions')
      .join('clusters', 'clusters.uid', 'revisions.cluster_uid')
      .where('clusters.name', cluster)
      .count({ count: '*' })
      .first())!.count;

  it.each([
    ['its state', { state: 'accepted' }],
    ['its approvals', { approvals: [{ approver: 'user:default/pete' }] }],
    ['its proposer', { proposer: 'user:default/bob' }],
    ['its policy', { policy: { requirements: [], excluded: [] } }],
    ['its plan', { plan: {}, planDigest: 'f'.repeat(64) }],
    ['its mark as an example', { seed: true }],
    ['what carries it', { via: 'nobody' }],
    ['its revision', { revision: 1 }],
  ])('is not made by a client that sends %s', async (_what, fields) => {
    for (const body of [
      world.create({ cluster: 'assigned', target: 'prod-eu1' }),
      { kind: 'withdraw', profile: 'base', version: '1.0.0', reason: 'why' },
    ]) {
      const response = await world.as('alice')('post', '/changes', {
        ...body,
        ...fields,
      });
      expect([response.status, response.body.error.name]).toEqual([
        400,
        'InputError',
      ]);
    }
  });

  it.each([
    ['its approver', { approver: 'user:default/sam' }],
    ['the groups of its approver', { groups: ['group:default/security'] }],
    ['the time it was given', { at: '2020-01-01T00:00:00.000Z' }],
  ])('is not given by a client that sends %s', async (_what, fields) => {
    const { id, planDigest } = await inProduction(
      `given-${Object.keys(fields)[0].toLowerCase()}`,
    );
    const { status } = await world.as('pete')(
      'post',
      `/changes/${id}/approve`,
      { planDigest, ...fields },
    );
    expect(status).toBe(400);
  });

  it('does not count for another change, nor with the digest of another plan', async () => {
    const [first, second] = [
      await inProduction('one'),
      await inProduction('two'),
    ];
    expect(first.planDigest).not.toBe(second.planDigest);
    expect(
      await approve({ id: second.id, planDigest: first.planDigest }),
    ).toEqual([409, expect.stringContaining('plan')]);
    expect(
      await approve({ id: second.id, planDigest: 'f'.repeat(64) }),
    ).toEqual([409, expect.stringContaining('plan')]);
    expect(Number(await revisions('two'))).toBe(0);
  });

  it('does not count for a cluster that got the name of another', async () => {
    const before = await inProduction('reused');
    await world.as('alice')('post', `/changes/${before.id}/cancel`);
    const after = await inProduction('reused');
    expect(after.subject.uid).not.toBe(before.subject.uid);
    expect(
      await approve({ id: after.id, planDigest: before.planDigest }),
    ).toEqual([409, expect.any(String)]);
    expect((await approve(before))[0]).toBe(409);
    // Put under the new change by hand, it does not hold either.
    const sound = await inProduction('sound');
    expect((await approve(sound))[0]).toBe(200);
    await knex('approvals')
      .where({ change_id: sound.id })
      .update({ change_id: after.id });
    const { body } = await world.as('alice')('get', `/changes/${after.id}`);
    expect(body.state).toBe('awaiting-approval');
    expect(Number(await revisions('reused'))).toBe(0);
  });

  const altered: Array<[string, (row: ChangeRow) => Partial<ChangeRow>]> = [
    [
      'the plan',
      ({ plan }) => ({ plan: plan!.replaceAll('prod-eu1', 'dev-eu1') }),
    ],
    [
      'the owner in the plan',
      ({ plan }) => ({
        plan: plan!.replaceAll(CHECKOUT, 'group:default/search'),
      }),
    ],
    [
      'the request',
      ({ request }) => ({
        request: JSON.stringify({
          ...JSON.parse(request),
          parameters: { workers: 9 },
        }),
      }),
    ],
  ];
  it.each(altered)(
    'is for what was seen: %s is altered while it is decided',
    async (what, alter) => {
      const cluster = `altered-${what.split(' ').at(-1)}-${what.length}`;
      const change = await inProduction(cluster);
      const row = await knex<ChangeRow>('changes')
        .where({ id: change.id })
        .first();
      await knex('changes').where({ id: change.id }).update(alter(row!));
      const [status] = await approve(change);
      expect([200, 409]).toContain(status);
      const deadline = Date.now() + 20_000;
      const looked = async () => {
        const { body } = await world.as('alice')(
          'get',
          `/changes/${change.id}`,
        );
        return [body.state, (await world.cluster(cluster)).phase];
      };
      let [state, phase] = await looked();
      // Either the change is refused, or nothing of it is written.
      while (
        !['stale', 'rejected', 'awaiting-approval'].includes(state) &&
        phase !== 'held'
      ) {
        expect([state, phase, Date.now() < deadline]).toEqual([
          state,
          phase,
          true,
        ]);
        await new Promise(resolve => setTimeout(resolve, 50));
        [state, phase] = await looked();
      }
      expect((await world.cluster(cluster)).appliedRevision).toBeUndefined();
    },
  );
});
