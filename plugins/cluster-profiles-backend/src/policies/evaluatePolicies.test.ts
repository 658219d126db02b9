import type { PolicyConfig } from '../config/ClusterProfilesConfig';
import {
  evaluatePolicies,
  stricterPolicy,
  type PolicySubject,
} from './evaluatePolicies';

const platform = 'group:default/platform';
const security = 'group:default/security';

const subject: PolicySubject = {
  kind: 'create',
  stage: 'production',
  target: 'prod-eu1',
  profile: 'production-base',
  lifecycle: 'production',
  owner: 'group:default/checkout',
  nodes: 6,
  rollbackClass: 'not-started',
  excluded: ['user:default/alice'],
};

function evaluate(
  changed: Partial<PolicySubject> = {},
  policies: PolicyConfig[] = [],
) {
  return evaluatePolicies(
    { ...subject, ...changed },
    { policies, platformGroup: platform, expiryHours: 72 },
  );
}

function demanded(
  changed: Partial<PolicySubject> = {},
  policies: PolicyConfig[] = [],
) {
  return evaluate(changed, policies).requirements.map(({ group, count }) => [
    group,
    count,
  ]);
}

describe('evaluatePolicies', () => {
  it('asks for nothing in development and for one of the platform group elsewhere when no policy matches', () => {
    expect(demanded({ stage: 'development' })).toEqual([]);
    expect(demanded({ stage: 'staging' })).toEqual([[platform, 1]]);
    expect(demanded({ stage: 'production' })).toEqual([[platform, 1]]);
    expect(demanded({ kind: 'publish', stage: undefined })).toEqual([
      [platform, 1],
    ]);
  });

  it('lets all policies that match combine, the higher number for one group', () => {
    const policies: PolicyConfig[] = [
      {
        name: 'a',
        match: { stage: ['production'] },
        require: [{ group: platform, approvals: 1 }],
      },
      {
        name: 'b',
        match: { nodesAtLeast: 5 },
        require: [
          { group: platform, approvals: 2 },
          { group: security, approvals: 1 },
        ],
        expiryHours: 8,
      },
      {
        name: 'c',
        match: { kind: ['delete'] },
        require: [{ group: security, approvals: 5 }],
      },
    ];
    const result = evaluate({}, policies);
    expect(result.requirements).toEqual([
      {
        group: platform,
        count: 2,
        policies: ['a', 'b'],
        reason: 'policy a; policy b',
      },
      { group: security, count: 1, policies: ['b'], reason: 'policy b' },
    ]);
    expect(result.expiryHours).toBe(8);
  });

  it.each([
    ['kind', { kind: ['upgrade'] }],
    ['stage', { stage: ['staging' as const] }],
    ['target', { target: ['prod-us1'] }],
    ['profile', { profile: ['edge-small'] }],
    ['lifecycle', { lifecycle: ['experimental'] }],
    ['owner', { owner: ['group:default/search'] }],
    ['rollbackClass', { rollbackClass: ['forward-only'] }],
    ['nodesAtLeast', { nodesAtLeast: 7 }],
  ])('does not match on another %s', (_field, match) => {
    const policy = {
      name: 'p',
      match,
      require: [{ group: security, approvals: 1 }],
    };
    expect(demanded({}, [policy])).toEqual([[platform, 1]]);
  });

  it('asks for approvals of access only where a policy names it', () => {
    const policies: PolicyConfig[] = [
      {
        name: 'production',
        match: { stage: ['production'] },
        require: [{ group: platform, approvals: 1 }],
      },
      {
        name: 'administrators',
        match: { kind: ['access'], stage: ['production'], role: ['admin'] },
        require: [{ group: security, approvals: 2 }],
      },
    ];
    expect(demanded({ kind: 'access', role: 'admin' })).toEqual([]);
    expect(demanded({ kind: 'access', role: 'edit' }, policies)).toEqual([]);
    expect(demanded({ kind: 'access', role: 'admin' }, policies)).toEqual([
      [security, 2],
    ]);
    expect(
      demanded({ kind: 'access', role: 'admin', stage: 'staging' }, policies),
    ).toEqual([]);
    expect(demanded({}, policies)).toEqual([[platform, 1]]);
  });

  it('takes an explicit policy that demands nothing', () => {
    const policy = { name: 'free', match: { kind: ['pause'] }, require: [] };
    expect(demanded({ kind: 'pause', stage: 'staging' }, [policy])).toEqual([]);
  });

  it('lets nothing into production without an approval, unless a policy says so in so many words', () => {
    const policy = { name: 'free', match: { kind: ['pause'] }, require: [] };
    expect(evaluate({ kind: 'pause' }, [policy]).requirements).toEqual([
      expect.objectContaining({
        group: platform,
        count: 1,
        policies: ['default'],
        reason: 'nothing changes in production without an approval',
      }),
    ]);
    const explicit = { ...policy, allowUnapprovedProduction: true };
    expect(demanded({ kind: 'pause' }, [explicit])).toEqual([]);
  });

  it('keeps the default where a policy says nothing about approvals, and leaves out whom it excludes', () => {
    const policy: PolicyConfig = {
      name: 'not-security',
      match: {},
      exclude: [security, 'user:default/bob'],
    };
    expect(evaluate({}, [policy])).toEqual({
      requirements: [expect.objectContaining({ group: platform, count: 1 })],
      excluded: [security, 'user:default/alice', 'user:default/bob'],
      expiryHours: 72,
    });
  });

  it('collects the windows of the target and of policies, for what disturbs what runs', () => {
    const window = { cron: '0 1 * * *', durationMinutes: 60, timeZone: 'UTC' };
    const rules = {
      policies: [{ name: 'nights', match: {}, windows: [window] }],
      platformGroup: platform,
      expiryHours: 72,
      targets: [{ name: 'prod-eu1', windows: [window] }, { name: 'dev-eu1' }],
    };
    const windowsOf = (changed: Partial<PolicySubject>) =>
      evaluatePolicies({ ...subject, ...changed }, rules).windows;
    expect(windowsOf({ kind: 'upgrade' })).toEqual([
      { of: 'target prod-eu1', windows: [window] },
      { of: 'policy nights', windows: [window] },
    ]);
    expect(windowsOf({ kind: 'upgrade', target: 'dev-eu1' })).toEqual([
      { of: 'policy nights', windows: [window] },
    ]);
    expect(windowsOf({ kind: 'create' })).toBeUndefined();
    expect(windowsOf({ kind: 'pause' })).toBeUndefined();
    expect(windowsOf({ kind: 'publish', stage: undefined })).toBeUndefined();
  });

  it('asks for one more when nobody knows who made an edit that is adopted', () => {
    const editorUnknown = true;
    expect(demanded({ stage: 'development', editorUnknown })).toEqual([
      [platform, 1],
    ]);
    expect(demanded({ stage: 'production', editorUnknown })).toEqual([
      [platform, 2],
    ]);
  });

  it('asks for one more when nobody attests the authors, and for the old owner of a name', () => {
    expect(
      demanded({
        kind: 'publish',
        stage: undefined,
        authorsUnknown: true,
        ownerBefore: 'group:default/search',
      }),
    ).toEqual([
      [platform, 2],
      ['group:default/search', 1],
    ]);
  });
});

describe('stricterPolicy', () => {
  it('takes the stricter of each part, whichever side it is on', () => {
    const then = evaluate({ excluded: ['user:default/alice'] });
    const now = evaluate({ excluded: ['user:default/bob'] }, [
      {
        name: 'new',
        match: {},
        require: [{ group: security, approvals: 1 }],
        expiryHours: 1,
      },
    ]);
    for (const result of [
      stricterPolicy(then, now),
      stricterPolicy(now, then),
    ]) {
      expect(
        result.requirements.map(({ group, count }) => [group, count]),
      ).toEqual([
        [platform, 1],
        [security, 1],
      ]);
      expect(result.excluded).toEqual([
        'user:default/alice',
        'user:default/bob',
      ]);
      expect(result.expiryHours).toBe(1);
    }
  });

  it('is the same when nothing has changed', () => {
    const once = stricterPolicy(
      evaluate({ authorsUnknown: true }),
      evaluate({ authorsUnknown: true }),
    );
    expect(once).toEqual(evaluate({ authorsUnknown: true }));
    expect(stricterPolicy(once, once)).toEqual(once);
  });

  it('keeps the windows of both, each once', () => {
    const window = { cron: '0 1 * * *', durationMinutes: 60, timeZone: 'UTC' };
    const nights = { name: 'nights', match: {}, windows: [window] };
    const then = evaluate({ kind: 'upgrade' }, [nights]);
    const both = stricterPolicy(then, evaluate({ kind: 'upgrade' }, [nights]));
    expect(both.windows).toEqual(then.windows);
    expect(stricterPolicy(then, evaluate({ kind: 'upgrade' })).windows).toEqual(
      then.windows,
    );
  });

  it('never loosens: a policy that is gone still counts', () => {
    const then = evaluate({}, [
      { name: 'two', match: {}, require: [{ group: platform, approvals: 2 }] },
    ]);
    expect(
      stricterPolicy(then, evaluate({ stage: 'development' })).requirements,
    ).toEqual(then.requirements);
  });
});
