import { withoutIdentities } from './withoutIdentities';

describe('withoutIdentities', () => {
  it('keeps what is about no identity as it is', () => {
    const rules = [
      { apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['create'] },
      { apiGroups: ['apps'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['/healthz'], verbs: ['get'] },
    ];
    expect(withoutIdentities(rules)).toEqual(rules);
  });

  it('takes tokens and impersonation out of rules that say more', () => {
    expect(
      withoutIdentities([
        {
          apiGroups: [''],
          resources: ['serviceaccounts'],
          verbs: ['impersonate'],
        },
        {
          apiGroups: ['authentication.k8s.io'],
          resources: ['serviceaccounts'],
          verbs: ['impersonate:serviceaccount'],
        },
        {
          apiGroups: [''],
          resources: ['serviceaccounts/token'],
          verbs: ['create'],
        },
        {
          apiGroups: [''],
          resources: ['serviceaccounts', 'serviceaccounts/token'],
          verbs: ['get', 'create', 'impersonate'],
        },
      ]),
    ).toEqual([
      {
        apiGroups: [''],
        resources: ['serviceaccounts'],
        verbs: ['get', 'create'],
      },
    ]);
  });

  it.each([
    { apiGroups: [''], resources: ['*'], verbs: ['create'] },
    { apiGroups: ['*'], resources: ['*/token'], verbs: ['create'] },
    { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['*'] },
  ])('drops %j, of which they cannot be taken', rule => {
    expect(withoutIdentities([rule])).toEqual([]);
  });
});
