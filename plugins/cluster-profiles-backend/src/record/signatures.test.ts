import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';
import type { ApprovalRow, ChangeRow, ClusterRow } from '../database/tables';
import { aKey } from './__testUtils__/keys';
import { RecordKeys } from './RecordKeys';
import { signDecision } from './signDecision';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(90_000);

describe.each(databases.eachSupportedId())('signatures, %s', databaseId => {
  const key = aKey('one');
  let knex: Knex;
  let world: World;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    world = await startWorld({
      knex,
      config: {
        record: { keys: [key.config] },
        reconciler: { convergingSeconds: 0.05, restingSeconds: 0.2 },
      },
    });
    await world.publish();
    await world.apply(world.create({ target: 'prod-eu1' }));
  });
  afterAll(() => world.stop());

  const untilPhase = async (phase: string) => {
    for (let round = 0; round < 300; round++) {
      const row = await knex<ClusterRow>('clusters').first();
      if (row?.phase === phase) {
        return row;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`The cluster never is ${phase}`);
  };

  it('are on every decision and acceptance', async () => {
    for (const row of await knex<ApprovalRow>('approvals')) {
      expect(row).toMatchObject({
        key_id: 'one',
        signature: expect.stringMatching(/^[A-Za-z0-9+/]{86}==$/),
      });
    }
    for (const row of await knex<ChangeRow>('changes')) {
      expect(row).toMatchObject({ acceptance_key_id: 'one' });
    }
    await untilPhase('ready');
  });

  const approval = async () =>
    (await knex<ApprovalRow>('approvals').orderBy('id', 'desc').first())!;
  const change = async () =>
    (await knex<ChangeRow>('changes').where({ kind: 'create' }).first())!;

  it.each<[string, RegExp, () => Promise<() => PromiseLike<unknown>>]>([
    [
      'an approval that was inserted',
      /decision of user:default\/eve is not signed/,
      async () => {
        const { id, ...row } = await approval();
        await knex('approvals').insert({
          ...row,
          approver: 'user:default/eve',
          key_id: null,
          signature: null,
        });
        return () =>
          knex('approvals').where({ approver: 'user:default/eve' }).delete();
      },
    ],
    [
      'an approval of another person under the same signature',
      /decision of user:default\/paula does not have a signature/,
      async () => {
        const { id, approver } = await approval();
        await knex('approvals')
          .where({ id })
          .update({ approver: 'user:default/paula' });
        return () => knex('approvals').where({ id }).update({ approver });
      },
    ],
    [
      'a signature of another key under the id of ours',
      /decision of user:default\/pete does not have a signature/,
      async () => {
        const { id, ...row } = await approval();
        const { key_id, signature, ...decision } = row;
        const forger = RecordKeys.create([aKey('one').config]);
        await knex('approvals')
          .where({ id })
          .update(signDecision(forger, decision));
        return () => knex('approvals').where({ id }).update({ signature });
      },
    ],
    [
      'a policy that was loosened after acceptance',
      /acceptance of the change does not have a signature/,
      async () => {
        const { id, policy } = await change();
        await knex('changes')
          .where({ id })
          .update({
            policy: JSON.stringify({
              ...JSON.parse(policy!),
              requirements: [],
            }),
          });
        return () => knex('changes').where({ id }).update({ policy });
      },
    ],
    [
      'an acceptance that nobody signed',
      /acceptance of the change is not signed/,
      async () => {
        const { id, acceptance_key_id, acceptance_signature } = await change();
        await knex('changes')
          .where({ id })
          .update({ acceptance_key_id: null, acceptance_signature: null });
        return () =>
          knex('changes')
            .where({ id })
            .update({ acceptance_key_id, acceptance_signature });
      },
    ],
  ])('prevent that %s is written', async (_what, reason, alter) => {
    const restore = await alter();
    const { phase_reason: phaseReason } = await untilPhase('held');
    expect(phaseReason).toMatch(reason);
    await restore();
    await untilPhase('ready');
  });

  it('prevent that an altered publication is written', async () => {
    const proposed = await world.propose('alice', {
      kind: 'deprecate',
      profile: 'base',
      version: '1.0.0',
      reason: 'Old',
    });
    expect(proposed.state).toBe('awaiting-approval');
    // As somebody would who can write to the database, and wants no approval.
    await knex('changes')
      .where({ id: proposed.id })
      .update({
        state: 'accepted',
        accepted_at: new Date().toISOString(),
        policy: JSON.stringify({
          requirements: [],
          excluded: [],
          expiryHours: 72,
        }),
      });
    await knex('work').where({ id: proposed.id }).delete();
    await knex('work').insert({
      kind: 'change',
      id: proposed.id,
      due_at: new Date().toISOString(),
      ticket: 'forged',
      attempts: 0,
    });
    const { stateReason } = await world.until(
      proposed.id,
      state => state === 'stale',
    );
    expect(stateReason).toBe('The acceptance of the change is not signed');
  });
});
