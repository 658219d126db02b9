import { driftNotice } from './driftNotice';

const cluster = {
  uid: 'u1',
  name: 'payments',
  owner_ref: 'group:default/checkout',
};

describe('driftNotice', () => {
  it('tells the owner which layers drifted, with a link to the cluster', () => {
    expect(driftNotice(cluster, ['cilium', 'ingress'])).toEqual({
      recipients: ['group:default/checkout'],
      exclude: [],
      title: 'Drifted: payments',
      description: 'What runs differs from what is desired in cilium, ingress.',
      link: '/catalog/default/resource/payments',
      severity: 'normal',
      topic: 'drift',
      scope: 'cluster/u1/drift',
    });
  });

  it('names some of many', () => {
    expect(
      driftNotice(cluster, ['a', 'b', 'c', 'd', 'e']).description,
    ).toContain('in a, b, c, 2 more.');
  });

  it('takes the place of the one before, and of no other cluster’s', () => {
    expect(driftNotice(cluster, ['a']).scope).toBe(
      driftNotice(cluster, ['b']).scope,
    );
    expect(driftNotice({ ...cluster, uid: 'u2' }, ['a']).scope).not.toBe(
      driftNotice(cluster, ['a']).scope,
    );
  });
});
