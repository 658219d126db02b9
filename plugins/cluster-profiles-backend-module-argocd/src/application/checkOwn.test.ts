import { checkOwn } from './checkOwn';

describe('checkOwn', () => {
  const check = (labels: Record<string, string>, revision = '2') =>
    checkOwn(
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: {
          name: 'shop-ingress',
          namespace: 'argocd',
          labels,
          annotations: { 'clusterprofiles.io/revision': revision },
        },
      },
      { instanceId: 'portal', revision: 2 },
    );

  it('passes what is ours, of this revision or before', () => {
    expect(() =>
      check({ 'clusterprofiles.io/instance': 'portal' }),
    ).not.toThrow();
    expect(() =>
      check({ 'clusterprofiles.io/instance': 'portal' }, '1'),
    ).not.toThrow();
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['of nobody we know', {}, '2', 'not of this portal'],
    [
      'of another installation',
      { 'clusterprofiles.io/instance': 'clone' },
      '1',
      "installation 'clone'",
    ],
    [
      'newer',
      { 'clusterprofiles.io/instance': 'portal' },
      '3',
      'carries revision 3',
    ],
  ])('holds against what is %s', (_, labels, revision, message) => {
    expect(() => check(labels, revision)).toThrow(
      expect.objectContaining({
        name: 'HeldError',
        message: expect.stringContaining(message),
      }),
    );
  });
});
