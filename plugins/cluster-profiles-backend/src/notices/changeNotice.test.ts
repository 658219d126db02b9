import { changeNotice } from './changeNotice';

const change = {
  id: 'c1',
  kind: 'upgrade',
  summary: 'Upgrade base 1.0.0 → 1.1.0',
  subject_name: 'payments',
  proposer: 'user:default/alice',
  owner_ref: 'group:default/checkout',
  policy: JSON.stringify({
    requirements: [
      { group: 'group:default/platform', count: 1, policies: [], reason: '' },
      { group: 'group:default/security', count: 1, policies: [], reason: '' },
    ],
    excluded: ['user:default/alice'],
    expiryHours: 1,
  }),
  state_reason: 'because',
  seed: false,
};

describe('changeNotice', () => {
  it('asks those who may approve, and never those who may not', () => {
    expect(changeNotice(change, 'awaiting-approval')).toMatchObject({
      recipients: ['group:default/platform', 'group:default/security'],
      exclude: ['user:default/alice'],
      link: '/cluster-profiles/changes/c1',
      title: 'Approval wanted for payments: Upgrade base 1.0.0 → 1.1.0',
    });
  });

  it.each(['rejected', 'expired', 'stale', 'applied'] as const)(
    'tells the proposer that it is %s',
    state => {
      expect(changeNotice(change, state)?.recipients).toEqual([
        'user:default/alice',
      ]);
    },
  );

  it('tells proposer and owner that a cluster is ready, with a link to it', () => {
    expect(
      changeNotice(
        { ...change, kind: 'create', summary: 'base 1.0.0 on dev-eu1' },
        'applied',
      ),
    ).toEqual({
      recipients: ['user:default/alice', 'group:default/checkout'],
      exclude: [],
      title: 'Ready: payments',
      description: 'base 1.0.0 on dev-eu1',
      link: '/catalog/default/resource/payments',
      scope: 'change/c1/applied',
      severity: 'normal',
      topic: 'ready',
    });
  });

  it('tells proposer and owner that it failed', () => {
    expect(changeNotice(change, 'failed')?.recipients).toEqual([
      'user:default/alice',
      'group:default/checkout',
    ]);
  });

  it('tells the owner what nobody proposed', () => {
    expect(
      changeNotice({ ...change, proposer: 'system:follow' }, 'applied')
        ?.recipients,
    ).toEqual(['group:default/checkout']);
  });

  it('tells the proposer of the approval that it needed', () => {
    expect(changeNotice(change, 'accepted')).toMatchObject({
      recipients: ['user:default/alice'],
      title: 'Approved: payments: Upgrade base 1.0.0 → 1.1.0',
      topic: 'decided',
    });
  });

  it.each([
    ['nobody had to approve', { policy: JSON.stringify({ requirements: [] }) }],
    ['it was not asked', { policy: null }],
    ['it is done at once', { kind: 'publish' }],
  ])('says nothing of its acceptance when %s', (_why, values) => {
    expect(changeNotice({ ...change, ...values }, 'accepted')).toBeUndefined();
  });

  it.each(['planning', 'applying', 'cancelled', 'superseded'] as const)(
    'says nothing of %s',
    state => {
      expect(changeNotice(change, state)).toBeUndefined();
    },
  );

  it('says nothing of the first start of an example portal', () => {
    expect(
      changeNotice({ ...change, seed: true }, 'awaiting-approval'),
    ).toBeUndefined();
  });

  it('has a scope of its own for each change and matter, so that nothing is told twice', () => {
    const scopes = (['awaiting-approval', 'applied', 'failed'] as const).map(
      state => changeNotice(change, state)?.scope,
    );
    expect(new Set(scopes).size).toBe(3);
  });
});
