import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  Change,
  ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import fc from 'fast-check';
import knexFactory, { type Knex } from 'knex';
import { PLATFORM, startWorld, type World } from '../__testUtils__/startWorld';
import type {
  ActivityRow,
  ApprovalRow,
  ChangeRow,
  RevisionRow,
} from '../database/tables';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const ROUNDS = Number(process.env.RACES_ROUNDS ?? 12);
const seed = Number(process.env.RACES_SEED ?? Date.now() % 2 ** 31);
jest.setTimeout(120_000 + ROUNDS * 20_000);

const MINUTE = 60_000;
const EXPIRY_MINUTES = 30;
const OVER: ChangeState[] = [
  'applied',
  'rejected',
  'cancelled',
  'expired',
  'superseded',
  'stale',
];

/** What happens to a waiting change at the same moment, each on one of two backends, some milliseconds late. */
const MOVES = [
  'approve paula',
  'approve pete',
  'withdraw paula',
  'reject pete',
  'cancel',
  'replan',
  'break glass',
  'expire',
  'other change',
] as const;
const race = fc.array(
  fc.record({
    move: fc.constantFrom(...MOVES),
    backend: fc.nat(1),
    late: fc.nat(40),
  }),
  { minLength: 3, maxLength: 7 },
);

const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const all = async (requests: unknown[]) =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW }));
    return { authorize: all, authorizeConditional: all } as any;
  },
});

describe('everything that decides, at the same moment on two backends', () => {
  let knex: Knex;
  let other: Knex;
  let worlds: World[];
  let ahead = 0;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_15');
    other = knexFactory({
      client: 'pg',
      connection: knex.client.config.connection,
    });
    const start = (client: Knex) =>
      startWorld({
        knex: client,
        features: [permissions],
        rootConfig: { permission: { enabled: true } },
        clock: { now: () => new Date(Date.now() + ahead), random: () => 0.5 },
        config: {
          changes: { expiryHours: EXPIRY_MINUTES / 60, deadlineMinutes: 1e5 },
          policies: [
            {
              name: 'two',
              match: { stage: 'production', kind: 'set-parameters' },
              require: [{ group: PLATFORM, approvals: 2 }],
            },
          ],
        },
      });
    worlds = [await start(knex), await start(other)];
    await worlds[0].publish();
    await worlds[0].apply(worlds[0].create({ target: 'prod-eu1' }));
  });
  afterAll(async () => {
    await Promise.all(worlds.map(world => world.stop()));
    await other.destroy();
  });

  /** To as many more than there are now. */
  const propose = async (more: number) => {
    const { desired } = await worlds[0].cluster();
    const present = Number(desired!.parameters.base.workers);
    return worlds[0].propose('alice', {
      kind: 'set-parameters',
      cluster: 'payments',
      parameters: { workers: ((present + more - 1) % 9) + 1 },
    });
  };

  async function make(
    move: (typeof MOVES)[number],
    world: World,
    change: Change,
    rival: Change,
  ): Promise<number> {
    const { id, planDigest } = change;
    const post = async (who: string, verb: string, sent: object = {}) => {
      const { status, body } = await world.as(who)(
        'post',
        `/changes/${id}/${verb}`,
        sent,
      );
      // Somebody was faster, or it is done: never a fault.
      if (![200, 403, 409].includes(status)) {
        throw new Error(`${verb}: ${status} ${JSON.stringify(body.error)}`);
      }
      return status;
    };
    switch (move) {
      case 'cancel':
      case 'replan':
        return post('alice', move);
      case 'withdraw paula':
        return post('paula', 'withdraw-approval', { planDigest });
      case 'reject pete':
        return post('pete', 'reject', { planDigest, comment: 'not today' });
      case 'break glass':
        return post('sam', 'break-glass', { planDigest, reason: 'it burns' });
      case 'expire':
        ahead += (EXPIRY_MINUTES + 1) * MINUTE;
        return 200;
      case 'other change': {
        const { status } = await world.approve('paula', rival);
        await world.approve('pete', rival);
        return status;
      }
      default:
        return post(move.split(' ')[1], 'approve', { planDigest });
    }
  }

  /** Nothing is under way any more. */
  async function settle(changes: Change[]): Promise<void> {
    for (const { id } of changes) {
      const { state } = await worlds[0].until(id, current =>
        ['awaiting-approval', 'failed', ...OVER].includes(current),
      );
      if (['awaiting-approval', 'stale'].includes(state)) {
        await worlds[0].as('alice')('post', `/changes/${id}/cancel`, {});
      }
    }
    for (const id of await knex('break_glass')
      .whereNull('closed_at')
      .pluck('change_id')) {
      for (const who of ['paula', 'pete']) {
        await worlds[0].as(who)('post', `/changes/${id}/review`, {
          verdict: 'confirmed',
        });
      }
    }
  }

  async function check({ id }: Change): Promise<void> {
    const change = (await knex<ChangeRow>('changes').where({ id }).first())!;
    const entries = await knex<ActivityRow>('activity')
      .where({ change_id: id })
      .orderBy('id');
    const moves = entries.flatMap(({ difference }) => {
      const { state } = JSON.parse(difference ?? '{}');
      return state ? [state as { before: string; after: string }] : [];
    });
    // Each state was left by one move only.
    let state = 'planning';
    for (const { before, after } of moves) {
      expect(before).toBe(state);
      state = after;
    }
    expect(change.state).toBe(state);

    const revisions = await knex<RevisionRow>('revisions').where({
      change_id: id,
    });
    const held = revisions.filter(row => row.state !== 'abandoned');
    const accepted = change.accepted_at !== null;
    // What is taken back before a write has given its revision up.
    const left = moves.findLast(({ before }) => before === 'accepted')?.after;
    const undone = ['cancelled', 'stale', 'awaiting-approval'].includes(
      left ?? '',
    );
    expect(held).toHaveLength(accepted && !undone ? 1 : 0);
    if (accepted) {
      const approvals = await knex<ApprovalRow>('approvals').where({
        change_id: id,
        planned_at: change.planned_at!,
        withdrawn_at: null,
      });
      const uses = await knex('break_glass').where({
        change_id: id,
        planned_at: change.planned_at!,
      });
      expect(approvals.map(({ decision }) => decision)).not.toContain(
        'rejected',
      );
      const people = new Set(approvals.map(({ approver }) => approver));
      expect(people.size >= 2 || uses.length === 1).toBe(true);
    }
  }

  it(`has one outcome, RACES_SEED=${seed}`, async () => {
    await fc.assert(
      fc.asyncProperty(race, async moves => {
        // Both wait at once: what the one leads to moves what the other starts from.
        const changes = await Promise.all([propose(1), propose(2)]);
        const [change, rival] = changes;
        const answers = await Promise.all(
          moves.map(async ({ move, backend, late }) => {
            await sleep(late);
            return [
              move,
              await make(move, worlds[backend], change, rival),
            ] as const;
          }),
        );
        const ended = answers.filter(
          ([move, status]) =>
            status === 200 && ['cancel', 'reject pete'].includes(move),
        );
        expect(ended.length).toBeLessThanOrEqual(1);
        await settle(changes);
        for (const each of changes) {
          await check(each);
        }
        const numbers = await knex<RevisionRow>('revisions')
          .orderBy('number')
          .pluck('number');
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }),
      { seed, numRuns: ROUNDS, endOnFailure: true },
    );
  });
});
