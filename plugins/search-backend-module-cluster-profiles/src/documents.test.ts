import { aCluster } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { change, profile } from './testing/subjects';
import { toChangeDocument } from './toChangeDocument';
import { toClusterDocument } from './toClusterDocument';
import { toProfileDocument } from './toProfileDocument';

describe('documents', () => {
  it('of a profile: its words, and the layers of the newest published version', () => {
    expect(toProfileDocument(profile())).toEqual({
      title: 'Production base',
      text: 'Hardened Ubuntu for services that face customers. Layers: ubuntu 24.04.3, cilium 1.18.3',
      location: '/catalog/default/clusterprofile/production-base',
      authorization: { resourceRef: 'production-base' },
      kind: 'ClusterProfile',
      namespace: 'default',
      type: 'full-stack',
      name: 'production-base',
      owner: 'group:default/platform',
      lifecycle: 'production',
      latestVersion: '1.4.0',
    });
  });

  it('of a profile without title, description and version in use', () => {
    const bare = profile({
      title: undefined,
      description: undefined,
      latestVersion: undefined,
      versions: [],
    });
    expect(toProfileDocument(bare)).toMatchObject({
      title: 'production-base',
      text: '',
    });
    expect(toProfileDocument(bare)).not.toHaveProperty('latestVersion');
  });

  it('of a cluster: where it is, whose it is, what it runs', () => {
    expect(
      toClusterDocument(aCluster({ description: 'Card payments' })),
    ).toEqual({
      title: 'payments-dev',
      text: 'Card payments. Runs production-base 1.3.0, observability 1.0.0',
      location: '/catalog/default/resource/payments-dev',
      authorization: { resourceRef: 'payments-dev' },
      kind: 'Resource',
      namespace: 'default',
      type: 'kubernetes-cluster',
      name: 'payments-dev',
      owner: 'group:default/checkout',
      target: 'dev-eu1',
      stage: 'development',
      phase: 'ready',
      kubernetesVersion: '1.34.3',
    });
  });

  it('of a cluster that has no profile yet', () => {
    expect(toClusterDocument(aCluster({ profiles: [] })).text).toBe('');
  });

  it('of a change: what it does to what, why, and who wants it', () => {
    expect(toChangeDocument(change())).toEqual({
      title: 'payments-dev: Upgrade production-base 1.3.0 → 1.4.0',
      text: 'New cilium for the audit',
      location: '/cluster-profiles/changes/c1',
      authorization: { resourceRef: 'c1' },
      changeKind: 'upgrade',
      subject: 'payments-dev',
      state: 'awaiting-approval',
      proposer: 'user:default/alice',
      createdAt: '2026-11-22T00:00:00.000Z',
    });
    expect(toChangeDocument(change({ comment: undefined })).text).toBe('');
  });
});
