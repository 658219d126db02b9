import type { PolicySnapshot } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Actor } from '../permissions/resolveActor';
import { whyNotDecide } from './whyNotDecide';

const platform = 'group:default/platform';
const security = 'group:default/security';

const policy: PolicySnapshot = {
  requirements: [
    { group: platform, count: 1, policies: ['p'], reason: 'r' },
    { group: security, count: 1, policies: ['p'], reason: 'r' },
  ],
  excluded: ['user:default/alice', 'user:default/author'],
  expiryHours: 72,
};

const actor = (name: string, groups: string[], ownSignIn = true): Actor => ({
  ref: `user:default/${name}`,
  groups,
  ownSignIn,
});

function ask(options: {
  actor: Actor;
  approved?: Array<{ approver: string; groups: string[] }>;
  decision?: 'approved' | 'rejected';
}) {
  return whyNotDecide({
    actor: options.actor,
    policy,
    decisions: (options.approved ?? []).map(({ approver, groups }) => ({
      approver,
      groups: JSON.stringify(groups),
      decision: 'approved',
      withdrawn_at: null,
    })),
    decision: options.decision ?? 'approved',
  })?.reason;
}

describe('whyNotDecide', () => {
  it('lets an eligible person approve and reject', () => {
    expect(ask({ actor: actor('pete', [platform]) })).toBeUndefined();
    expect(
      ask({ actor: actor('pete', [platform]), decision: 'rejected' }),
    ).toBeUndefined();
  });

  it.each([
    [
      'the proposer, though in the group',
      actor('alice', [platform]),
      'You proposed this',
    ],
    ['an author', actor('author', [security]), 'You proposed this or wrote it'],
    ['a stranger', actor('carol', ['group:default/search']), 'Only members of'],
    [
      'a service',
      {
        ...actor('x', [platform]),
        ref: 'service:external:ci',
        ownSignIn: false,
      },
      'own sign-in',
    ],
    [
      'a token that acts for somebody',
      actor('pete', [platform], false),
      'own sign-in',
    ],
  ])('refuses %s', (_who, who, reason) => {
    expect(ask({ actor: who })).toContain(reason);
  });

  it('refuses a second decision of one person', () => {
    const approved = [{ approver: 'user:default/pete', groups: [platform] }];
    expect(ask({ actor: actor('pete', [platform]), approved })).toContain(
      'already',
    );
  });

  it('refuses an approval that fills no slot, and names what is missing', () => {
    const approved = [{ approver: 'user:default/pete', groups: [platform] }];
    expect(ask({ actor: actor('paula', [platform]), approved })).toContain(
      '1 approval from security',
    );
  });

  it('counts one person for one slot, though in both groups', () => {
    const approved = [
      { approver: 'user:default/pat', groups: [platform, security] },
    ];
    expect(ask({ actor: actor('pete', [platform]), approved })).toBeUndefined();
    expect(ask({ actor: actor('sam', [security]), approved })).toBeUndefined();
  });
});
