import { readChangeRequest } from './requestSchema';

const create = {
  kind: 'create',
  cluster: 'payments',
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  profile: { name: 'production-base', version: '1.4.0' },
};

describe('readChangeRequest', () => {
  it('takes a request as it is', () => {
    expect(readChangeRequest(create)).toEqual(create);
  });

  it.each([
    [
      'a name that is no DNS label',
      { ...create, cluster: 'Payments_1' },
      '/cluster: must be a DNS label',
    ],
    [
      'a name of 64 letters',
      { ...create, cluster: 'a'.repeat(64) },
      '/cluster',
    ],
    [
      'a state that the client may not set',
      { ...create, state: 'accepted' },
      'state',
    ],
    [
      'approvals that the client may not set',
      { ...create, approvals: [] },
      'approvals',
    ],
    [
      'a proposer that the client may not set',
      { ...create, proposer: 'user:default/x' },
      'proposer',
    ],
    ['an unknown kind', { ...create, kind: 'explode' }, '/kind'],
    [
      'an owner that is no reference',
      { ...create, owner: 'checkout' },
      '/owner',
    ],
    [
      'a withdrawal without a reason',
      { kind: 'withdraw', profile: 'p', version: '1.0.0' },
      '/reason',
    ],
    [
      'a digest that is none',
      { ...create, seenPlanDigest: 'x' },
      '/seenPlanDigest',
    ],
    ['no object', 'create', '/'],
    ['nothing', undefined, '/'],
  ])('refuses %s and names the field', (_what, body, message) => {
    expect(() => readChangeRequest(body)).toThrow(message);
    expect(() => readChangeRequest(body)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        details: expect.any(Array),
      }),
    );
  });
});
