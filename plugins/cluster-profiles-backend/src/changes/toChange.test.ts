import type {
  ChangeState,
  PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import type { Actor } from '../permissions/resolveActor';
import { aChangeRow, anApproval, DIGEST } from './__testUtils__/changeRows';
import { toApprovalStatus, toChange, toChangeSummary } from './toChange';

const PLATFORM = 'group:default/platform';
const policy: PolicySnapshot = {
  requirements: [
    { group: PLATFORM, count: 2, policies: ['default'], reason: 'production' },
  ],
  excluded: ['user:default/alice'],
  expiryHours: 72,
};
const membersOf = new Map([
  [PLATFORM, ['user:default/pete', 'user:default/paula', 'user:default/alice']],
]);
const alice: Actor = {
  ref: 'user:default/alice',
  groups: ['group:default/checkout'],
  ownSignIn: true,
};
const pete: Actor = {
  ref: 'user:default/pete',
  groups: [PLATFORM],
  ownSignIn: true,
};
const now = new Date('2026-01-02T12:00:00Z');
const decided: ApprovalRow = { id: 1, ...anApproval() };

function view(
  row: Partial<ChangeRow>,
  options: Partial<Parameters<typeof toChange>[1]> = {},
) {
  return toChange(aChangeRow({ policy: JSON.stringify(policy), ...row }), {
    decisions: [],
    membersOf,
    actor: pete,
    permissions: { approve: true, cancel: false, propose: false },
    platformGroup: PLATFORM,
    comments: [],
    now,
    ...options,
  });
}

describe('toChangeSummary', () => {
  it('turns what the database has none of into absence', () => {
    const summary = toChangeSummary(
      aChangeRow({ seed: 1, stage: null, target: null, plan_digest: null }),
    );
    expect(JSON.parse(JSON.stringify(summary))).toEqual({
      id: 'change-1',
      kind: 'create',
      subject: { kind: 'cluster', name: 'payments', uid: 'uid-payments' },
      state: 'awaiting-approval',
      proposer: 'user:default/alice',
      seed: true,
      summary: 'Create with base 1.0.0 on prod-eu1',
      missingApprovals: 0,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });
});

describe('toApprovalStatus', () => {
  it('counts approvals, and names who could give the rest', () => {
    expect(
      toApprovalStatus(policy, { decisions: [decided], membersOf, now }),
    ).toMatchObject({
      given: [{ approver: 'user:default/pete', decision: 'approved' }],
      missing: [{ group: PLATFORM, count: 1 }],
      eligible: ['user:default/paula'],
    });
  });

  it('does not count a rejection, and asks its author no more', () => {
    expect(
      toApprovalStatus(policy, {
        decisions: [{ ...decided, decision: 'rejected' }],
        membersOf,
        now,
      }),
    ).toMatchObject({
      missing: [{ count: 2 }],
      eligible: ['user:default/paula'],
    });
  });

  it('says when windows open, without storing it', () => {
    const window = {
      cron: '0 22 * * 6',
      durationMinutes: 240,
      timeZone: 'Europe/Berlin',
    };
    const windowed = {
      ...policy,
      windows: [{ of: 'target prod-eu1', windows: [window] }],
    };
    const opensAt = (time: string) =>
      toApprovalStatus(windowed, {
        decisions: [],
        membersOf,
        now: new Date(time),
      }).windows?.[0].windows[0].opensAt;
    expect(opensAt('2026-01-02T12:00:00Z')).toBe('2026-01-03T21:00:00.000Z');
    expect(opensAt('2026-01-03T23:00:00Z')).toBe('2026-01-03T21:00:00.000Z');
    expect(opensAt('2026-01-04T02:00:00Z')).toBe('2026-01-10T21:00:00.000Z');
    expect(window).not.toHaveProperty('opensAt');
  });

  it('names nobody for a group without known members, and twenty at most', () => {
    const many = Array.from({ length: 30 }, (_x, i) => `user:default/u${i}`);
    const eligible = (members: string[]) =>
      toApprovalStatus(policy, {
        decisions: [],
        membersOf: new Map([[PLATFORM, members]]),
        now,
      }).eligible;
    expect(eligible([])).toEqual([]);
    expect(eligible(many)).toHaveLength(20);
  });
});

describe('toChange', () => {
  it.each<[string | null, string | null, boolean | undefined]>([
    [DIGEST, DIGEST, false],
    ['other', DIGEST, true],
    [null, DIGEST, undefined],
    [DIGEST, null, undefined],
  ])('seen %s, planned %s: differs %s', (seen, planned, differs) => {
    expect(
      view({ seen_plan_digest: seen, plan_digest: planned }).differsFromSeen,
    ).toBe(differs);
  });

  it.each<[ChangeState, string[]]>([
    ['planning', ['cancel']],
    ['awaiting-approval', ['cancel', 'replan']],
    ['stale', ['cancel', 'replan']],
    ['failed', ['retry']],
    ['accepted', ['cancel']],
    ['applying', []],
    ['applied', []],
    ['rejected', []],
    ['superseded', []],
  ])('lets its proposer, while it is %s, do %j', (state, verbs) => {
    const { permitted } = view({ state }, { actor: alice });
    expect(
      // Whoever sees it may comment on it.
      Object.entries(permitted).flatMap(([verb, { allowed }]) =>
        allowed && verb !== 'comment' ? verb : [],
      ),
    ).toEqual(verbs);
  });

  it('lets an eligible person approve', () => {
    expect(view({}).permitted.approve).toEqual({ allowed: true });
  });

  it.each<[number | null, number | null | undefined, boolean]>([
    [1, 1, true],
    [null, null, true],
    [1, 2, false],
    [null, 1, false],
    [2, null, false],
    // Of a profile.
    [null, undefined, true],
  ])(
    'planned on revision %s while %s is desired: approve %s',
    (baseRevision, desiredRevision, allowed) => {
      const { permitted } = view(
        { plan: JSON.stringify({ baseRevision }) },
        { desiredRevision },
      );
      expect(permitted.approve).toEqual(
        allowed
          ? { allowed }
          : {
              allowed,
              reason:
                'The cluster has changed since this was planned; plan it again',
            },
      );
      expect(permitted.reject.allowed).toBe(true);
    },
  );

  it.each<[string, Partial<Parameters<typeof toChange>[1]>, string]>([
    ['the proposer', { actor: alice }, 'somebody else has to approve'],
    ['who has decided', { decisions: [decided] }, 'decided on this plan'],
    [
      'who has no permission',
      { permissions: { approve: false, cancel: true, propose: true } },
      'permissions',
    ],
  ])('tells %s why not', (_who, options, reason) => {
    expect(view({}, options).permitted.approve).toEqual({
      allowed: false,
      reason: expect.stringContaining(reason),
    });
  });

  it.each<[ChangeState, string, RegExp]>([
    ['planning', 'approve', /still being planned; .* once that is done/],
    ['stale', 'approve', /no longer holds; plan it again first/],
    ['applied', 'approve', /applied already$/],
    ['rejected', 'reject', /propose a new change/],
    ['applying', 'cancel', /being carried out already; roll the cluster back/],
    ['failed', 'replan', /failed; try it again/],
    ['stale', 'retry', /plan it again instead/],
    ['awaiting-approval', 'retry', /waits for approval$/],
    ['awaiting-approval', 'cancel', /ask alice$/],
    ['failed', 'retry', /may propose it .* ask alice$/],
  ])('says what to do instead: %s, %s', (state, verb, reason) => {
    const permitted: Record<string, { allowed: boolean; reason?: string }> =
      view({ state }).permitted;
    expect(permitted[verb].reason).toMatch(reason);
  });

  it('names the owner where a service or the system proposed', () => {
    expect(
      view({ proposer: 'system:follow', owner_ref: 'group:default/checkout' })
        .permitted.cancel.reason,
    ).toMatch(/ask checkout$/);
  });

  it('lets others cancel, plan again and retry by permission only', () => {
    const allowed = (state: ChangeState, may: boolean) => {
      const { permitted } = view(
        { state },
        { permissions: { approve: false, cancel: may, propose: may } },
      );
      return [permitted.cancel, permitted.replan, permitted.retry].map(
        entry => entry.allowed,
      );
    };
    expect(allowed('stale', true)).toEqual([true, true, false]);
    expect(allowed('failed', true)).toEqual([false, false, true]);
    expect(allowed('stale', false)).toEqual([false, false, false]);
    expect(allowed('failed', false)).toEqual([false, false, false]);
  });
});
