import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  addEvidenceLine,
  changeBreakGlassPermission,
  emptyEvidence,
  verifyEvidence,
  type Change,
  type Evidence,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  CHECKOUT,
  PLATFORM,
  startWorld,
  type World,
} from '../__testUtils__/startWorld';
import { CatalogGroupDirectory } from '../permissions/GroupDirectory';
import { aKey } from '../record/__testUtils__/keys';
import { RecordKeys } from '../record/RecordKeys';
import { signReview } from './signGlass';

jest.setTimeout(90_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const SECURITY = 'group:default/security';
const ALICE = 'user:default/alice';
const HOUR = 3_600_000;

/** Bob may not break glass; everybody else may do anything. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = ({ permission }: any, { credentials }: any) => ({
      result:
        permission.name === changeBreakGlassPermission.name &&
        credentials.principal.userEntityRef === 'user:default/bob'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    });
    const all = async (requests: any[], options: any) =>
      requests.map(asked => decide(asked, options));
    return { authorize: all, authorizeConditional: all } as any;
  },
});

describe.each(databases.eachSupportedId())('break glass, %s', databaseId => {
  const key = aKey('one');
  const keys = RecordKeys.create([key.config]);
  let knex: Knex;
  let world: World;

  const start = async (enabled = true) => {
    knex = await databases.init(databaseId);
    world = await startWorld({
      knex,
      features: [permissions],
      rootConfig: { permission: { enabled } },
      config: {
        record: { keys: [key.config] },
        ownerLimits: [{ name: 'small', owner: [CHECKOUT], nodes: 14 }],
        freezes: [
          {
            name: 'audit',
            from: new Date(Date.now() - HOUR).toISOString(),
            to: new Date(Date.now() + HOUR).toISOString(),
            reason: 'The auditors are here',
            match: { kind: 'resize' },
          },
        ],
        policies: [
          {
            name: 'production',
            match: { stage: 'production', kind: ['set-parameters', 'pause'] },
            require: [{ group: SECURITY }],
          },
          {
            name: 'apart',
            match: { kind: 'override' },
            require: [{ group: PLATFORM }, { group: SECURITY }],
            exclude: [SECURITY],
          },
        ],
      },
    });
    await world.publish();
    await world.apply(world.create({ target: 'prod-eu1' }));
  };
  beforeEach(() => start());
  afterEach(() => world.stop());

  const scale = (workers: number) =>
    world.propose('alice', {
      kind: 'set-parameters',
      cluster: 'payments',
      parameters: { workers },
    });
  const use = (who: string, change: Change, body: object = {}) =>
    world.as(who)('post', `/changes/${change.id}/break-glass`, {
      planDigest: change.planDigest,
      reason: 'The shop is down',
      ...body,
    });
  const review = (who: string, { id }: Change, verdict = 'confirmed') =>
    world.as(who)('post', `/changes/${id}/review`, {
      verdict,
      ...(verdict === 'rejected' && { comment: 'Nobody was hurt' }),
    });
  const told = async (topic: string) => {
    const deadline = Date.now() + 10_000;
    for (;;) {
      const found = world.notifications.filter(
        ({ payload }) => payload.topic === topic,
      );
      if (found.length > 0) {
        return found;
      }
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };
  const evidence = async (): Promise<Evidence> => {
    const { text } = await world.as('paula')(
      'get',
      '/clusters/payments/evidence',
    );
    const all = emptyEvidence();
    for (const line of text.trimEnd().split('\n')) {
      addEvidenceLine(all, line);
    }
    return all;
  };
  const verify = (all: Evidence) =>
    verifyEvidence(all, {
      verifySignature: (statement, signed) => keys.verify(statement, signed),
    });

  it('applies at once what waits for approval, tells everybody concerned, and stays to be reviewed', async () => {
    const change = await scale(4);
    expect(change.state).toBe('awaiting-approval');
    expect(change.permitted.breakGlass.allowed).toBe(true);
    const { status, body } = await use('paula', change);
    expect([status, body.error]).toEqual([200, undefined]);
    const done = await world.until(change.id, state => state === 'applied');
    expect(done.breakGlass).toMatchObject({
      actor: 'user:default/paula',
      reason: 'The shop is down',
      review: 'open',
      missing: 2,
      reviewers: [PLATFORM, SECURITY],
    });
    const [notice] = await told('glass-broken');
    expect(notice.recipients).toMatchObject({
      entityRef: [ALICE, CHECKOUT, SECURITY, PLATFORM],
      excludeEntityRef: ['user:default/paula'],
    });
    // Nobody approved it, and nobody is told that somebody did.
    expect(
      world.notifications.filter(
        ({ payload }) =>
          payload.link?.endsWith(change.id) &&
          payload.title.startsWith('Approved'),
      ),
    ).toEqual([]);
    expect(notice.payload).toMatchObject({
      severity: 'critical',
      description: expect.stringContaining('The shop is down'),
    });
    const waiting = async (who: string) =>
      (await world.as(who)('get', '/changes?waitingForMe=true')).body.items.map(
        ({ id, review: state }: any) => [id, state],
      );
    expect(await waiting('pete')).toEqual([[change.id, 'open']]);
    expect(await waiting('sam')).toEqual([[change.id, 'open']]);
    expect(await waiting('paula')).toEqual([]);
    expect(await waiting('alice')).toEqual([]);
    expect(await waiting('carol')).toEqual([]);
  });

  it('is closed by two others, who are neither the actor nor the proposer', async () => {
    const change = await scale(4);
    await use('paula', change);
    const statuses = async (...reviewers: string[]) => {
      const given = [];
      for (const who of reviewers) {
        given.push((await review(who, change)).status);
      }
      return given;
    };
    expect(await statuses('paula', 'alice', 'carol')).toEqual([403, 403, 403]);
    expect((await review('pete', change)).status).toBe(200);
    expect((await review('pete', change)).status).toBe(409);
    expect((await review('sam', change)).body.breakGlass).toMatchObject({
      review: 'confirmed',
      missing: 0,
    });
    expect(await statuses('pete')).toEqual([409]);
    expect((await told('glass-reviewed'))[0].payload.title).toMatch(
      /^Confirmed/,
    );
  });

  it('is not reviewed by whom a policy keeps out, nor by who has left the group', async () => {
    const change = await world.propose('alice', {
      kind: 'override',
      cluster: 'payments',
      overrides: [{ layer: 'metrics-server', path: '/replicas', value: 3 }],
      reason: 'until the new version is there',
      expires: new Date(Date.now() + 24 * HOUR).toISOString(),
    });
    expect((await use('paula', change)).status).toBe(200);
    const { status, body } = await review('sam', change);
    expect([status, body.error?.message]).toEqual([
      403,
      expect.stringContaining('keeps members of security out'),
    ]);
    const { body: inbox } = await world.as('sam')(
      'get',
      '/changes?waitingForMe=true',
    );
    expect(inbox.items).toEqual([]);
    const stillIn = jest
      .spyOn(CatalogGroupDirectory.prototype, 'stillIn')
      .mockResolvedValueOnce([]);
    expect((await review('pete', change)).status).toBe(403);
    stillIn.mockRestore();
    expect((await review('pete', change)).status).toBe(200);
  });

  it('blocks the next use until it is reviewed', async () => {
    const first = await scale(4);
    await use('paula', first);
    await world.until(first.id, state => state === 'applied');
    const second = await scale(5);
    const refused = await use('paula', second);
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringContaining('have yet to review'),
    ]);
    const shown = await world.as('paula')('get', `/changes/${second.id}`);
    expect(shown.body.permitted.breakGlass.allowed).toBe(false);
    await review('pete', first);
    await review('sam', first);
    expect((await use('paula', second)).status).toBe(200);
  });

  it('is not reviewed by a row that says so', async () => {
    const first = await scale(4);
    await use('paula', first);
    await world.until(first.id, state => state === 'applied');
    await review('pete', first);
    const [{ id: _, ...given }] = await knex('break_glass_reviews');
    await knex('break_glass_reviews').insert({
      ...given,
      reviewer: 'user:default/sam',
    });
    await knex('break_glass').update({
      verdict: 'confirmed',
      closed_at: new Date().toISOString(),
    });
    const refused = await use('paula', await scale(5));
    expect([refused.status, refused.body.error?.message]).toEqual([
      409,
      expect.stringContaining('have yet to review'),
    ]);
  });

  it('of two uses by one person at the same moment only one holds', async () => {
    await world.apply(
      world.create({ cluster: 'shop', target: 'prod-eu1', owner: CHECKOUT }),
    );
    const changes = [
      await scale(4),
      await world.propose('alice', {
        kind: 'set-parameters',
        cluster: 'shop',
        parameters: { workers: 4 },
      }),
    ];
    const answers = await Promise.all(
      changes.map(change => use('paula', change)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await knex('break_glass')).toHaveLength(1);
    const refused = changes[answers.findIndex(({ status }) => status === 409)];
    const { body } = await world.as('paula')('get', `/changes/${refused.id}`);
    expect([body.state, body.breakGlass]).toEqual([
      'awaiting-approval',
      undefined,
    ]);
  });

  it('is taken back by a change of its own when one rejects it', async () => {
    const change = await scale(4);
    await use('paula', change);
    await world.until(change.id, state => state === 'applied');
    const { body } = await review('sam', change, 'rejected');
    expect(body.breakGlass).toMatchObject({
      review: 'rejected',
      revert: expect.any(String),
    });
    const revert = await world.until(
      body.breakGlass.revert,
      state => state !== 'planning',
    );
    expect(revert).toMatchObject({
      kind: 'roll-back',
      state: 'awaiting-approval',
      proposer: 'system:break-glass',
      request: { revision: 1 },
    });
    for (const verb of ['approve', 'reject']) {
      const { status } = await world.as('paula')(
        'post',
        `/changes/${revert.id}/${verb}`,
        { planDigest: revert.planDigest, comment: 'It has to stay' },
      );
      expect([verb, status]).toEqual([verb, 403]);
    }
    await world.approve('pete', revert);
    await world.until(revert.id, state => state === 'applied');
    expect((await world.cluster()).desired?.parameters.base).toEqual({
      workers: 2,
    });
  });

  it('takes a pause back by its opposite', async () => {
    const change = await world.propose('alice', {
      kind: 'pause',
      cluster: 'payments',
    });
    await use('pete', change);
    await world.until(change.id, state => state === 'applied');
    const { body } = await review('sam', change, 'rejected');
    const revert = await world.until(
      body.breakGlass.revert,
      state => state !== 'planning',
    );
    expect(revert.kind).toBe('resume');
  });

  it.each([
    ['somebody without the permission', () => world.as('bob'), 403],
    ['a token that acts for somebody', () => world.asActorFor('paula'), 403],
    ['a service', () => world.asService('external:ci'), 403],
  ])('is refused to %s', async (_who, as, expected) => {
    const { id, planDigest } = await scale(4);
    const { status } = await as()('post', `/changes/${id}/break-glass`, {
      planDigest,
      reason: 'The shop is down',
    });
    expect(status).toBe(expected);
    expect(await knex('break_glass')).toEqual([]);
    const { body } = await world.as('paula')('get', `/changes/${id}`);
    expect(body.state).toBe('awaiting-approval');
  });

  it('is closed where permissions are off', async () => {
    await world.stop();
    await start(false);
    const change = await scale(4);
    const { status, body } = await use('paula', change);
    expect([status, body.error.message]).toEqual([
      403,
      expect.stringContaining('permission.enabled'),
    ]);
  });

  it('never goes past publication, the plan that was seen, or a plan that is blocked', async () => {
    const publication = await world.propose('paula', {
      kind: 'deprecate',
      profile: 'base',
      version: '1.0.0',
      reason: 'it is old',
    });
    expect((await use('pete', publication)).status).toBe(409);

    const change = await scale(4);
    expect(
      (await use('paula', change, { planDigest: 'f'.repeat(64) })).status,
    ).toBe(409);
    expect((await use('paula', change, { reason: ' ' })).status).toBe(400);

    const blocked = await world
      .propose('alice', {
        kind: 'upgrade',
        cluster: 'payments',
        version: '1.0.0',
      })
      .catch(error => error.message);
    expect(blocked).toContain('409');
    expect(await knex('break_glass')).toEqual([]);
  });

  it('waits for no freeze', async () => {
    const resize = (general: number) =>
      world.propose('alice', {
        kind: 'resize',
        cluster: 'payments',
        workers: { general },
      });
    const approved = await resize(3);
    await world.approve('pete', approved);
    await world.until(approved.id, (_state, { notBefore }) => !!notBefore);
    await world.as('alice')('post', `/changes/${approved.id}/cancel`);
    const urgent = await resize(4);
    expect((await use('paula', urgent)).status).toBe(200);
    await world.until(urgent.id, state => state === 'applied');
  });

  it('never goes past a limit that others have reached meanwhile', async () => {
    await world.apply(world.create({ cluster: 'shop', target: 'prod-eu1' }));
    const change = await scale(8);
    const other = await world.propose('alice', {
      kind: 'set-parameters',
      cluster: 'shop',
      parameters: { workers: 7 },
    });
    await world.approve('sam', other);
    await world.until(other.id, state => state === 'applied');
    const { status, body } = await use('paula', change);
    expect([status, body.error?.message]).toEqual([
      409,
      expect.stringContaining('nodes'),
    ]);
    expect(await knex('break_glass')).toEqual([]);
  });

  it('turns a change stale whose plan would come out differently now', async () => {
    const change = await scale(4);
    const other = await scale(5);
    await world.approve('sam', other);
    await world.until(other.id, state => state === 'applied');
    const { status } = await use('paula', change);
    expect(status).toBe(409);
    expect(await knex('break_glass')).toEqual([]);
    const { body } = await world.as('paula')('get', `/changes/${change.id}`);
    expect(body.state).toBe('stale');
  });

  it('is told by the offline verifier with its review, and everything about it is signed', async () => {
    const change = await scale(4);
    await use('paula', change);
    await world.until(change.id, state => state === 'applied');
    expect(await verify(await evidence())).toMatchObject({
      ok: true,
      brokenGlass: [
        {
          changeId: change.id,
          revision: 2,
          actor: 'user:default/paula',
          review: 'open',
        },
      ],
    });
    await review('pete', change);
    await review('sam', change);
    const whole = await evidence();
    expect(await verify(whole)).toMatchObject({
      ok: true,
      brokenGlass: [{ review: 'confirmed' }],
    });

    const faults: Array<[string, (all: Evidence) => void]> = [
      ['Approvals are missing', all => (all.breakGlass = [])],
      ['signature', all => (all.breakGlass[0].reason = 'It was planned')],
      ['signature', all => (all.reviews[0].verdict = 'rejected')],
      ['of which 1 are missing', all => all.reviews.pop()],
      [
        'has a part in it',
        all => (all.reviews[0].reviewer = 'user:default/alice'),
      ],
      ['is not signed', all => delete all.reviews[0].signed],
      ['signature', all => all.breakGlass[0].reviewers!.push(CHECKOUT)],
    ];
    for (const [reason, fault] of faults) {
      const altered = structuredClone(whole);
      fault(altered);
      expect(await verify(altered)).toMatchObject({
        ok: false,
        link: 'approvals',
        reason: expect.stringContaining(reason),
      });
    }
  });

  it('has no review of whoever broke the glass, or of somebody in none of the groups, whoever signed it', async () => {
    const change = await scale(4);
    await use('paula', change);
    await world.until(change.id, state => state === 'applied');
    await review('pete', change);
    await review('sam', change);
    const whole = await evidence();
    expect(whole.breakGlass[0].reviewers).toEqual([PLATFORM, SECURITY]);
    const faults: Array<[string, Partial<Evidence['reviews'][0]>]> = [
      ['has a part in it', { reviewer: 'user:default/paula' }],
      [
        'in none of the groups that review it: group:default/platform, group:default/security',
        { groups: ['user:default/pete', CHECKOUT] },
      ],
    ];
    for (const [reason, fault] of faults) {
      const altered = structuredClone(whole);
      Object.assign(altered.reviews[0], fault);
      // Signatures are not looked at: so it is where the key is in the wrong hands.
      expect(await verifyEvidence(altered)).toMatchObject({
        ok: false,
        link: 'approvals',
        reason: expect.stringContaining(reason),
      });
    }
    // A row of somebody who is not asked does not make it reviewed, either.
    await knex('break_glass_parties').insert({
      change_id: change.id,
      part: 'reviewer',
      ref: CHECKOUT,
    });
    await knex('break_glass_reviews')
      .where({ reviewer: 'user:default/pete' })
      .delete();
    await knex('break_glass_reviews').insert(
      signReview(
        keys,
        {
          change_id: change.id,
          reviewer: 'user:default/bob',
          verdict: 'confirmed',
          comment: null,
          groups: JSON.stringify([CHECKOUT]),
          counted: JSON.stringify(['user:default/sam', 'user:default/bob']),
          at: new Date().toISOString(),
        },
        { plan_digest: change.planDigest! },
      ),
    );
    expect((await use('paula', await scale(5))).status).toBe(409);
  });

  it('holds a cluster whose use was put into the database by hand', async () => {
    const change = await scale(4);
    await use('paula', change);
    await world.until(change.id, state => state === 'applied');
    await knex('break_glass').update({ actor: 'user:default/pete' });
    await knex('work').update({ due_at: '2020-01-01T00:00:00.000Z' });
    const deadline = Date.now() + 10_000;
    while ((await world.cluster()).phase !== 'held') {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect((await world.cluster()).phaseReason).toContain('break glass');
  });
});
