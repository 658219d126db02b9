import type { KubernetesObject } from '../kubernetes';
import { clusterObjectName } from './clusterObjectName';
import { isOwn } from './isOwn';
import { CLUSTER_UID_LABEL, INSTANCE_ANNOTATION } from './marks';

const desired = {
  cluster: { uid: 'uid-1', name: 'shop', owner: 'group:default/checkout' },
};
const adopted = { ...desired, adopted: { source: 'old', identity: 'k-1' } };

function live(
  uid: string,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: { name: 'old', uid, ...metadata },
  };
}

describe('isOwn', () => {
  it('knows what has our mark', () => {
    const marked = (uid: string) =>
      live('k-9', { labels: { [CLUSTER_UID_LABEL]: uid } });
    expect(isOwn(marked('uid-1'), desired)).toBe(true);
    expect(isOwn(marked('uid-2'), desired)).toBe(false);
  });

  it('takes what has no marks only if it is the very one that was adopted', () => {
    expect(isOwn(live('k-1'), adopted)).toBe(true);
    expect(isOwn(live('k-2'), adopted)).toBe(false);
    expect(isOwn(live('k-1'), desired)).toBe(false);
    expect(
      isOwn(
        live('k-1', { annotations: { [INSTANCE_ANNOTATION]: 'another' } }),
        adopted,
      ),
    ).toBe(false);
    expect(isOwn(live('k-1'), { ...desired, adopted: { source: 'old' } })).toBe(
      false,
    );
  });
});

describe('clusterObjectName', () => {
  it('is the name, unless the cluster was there before us', () => {
    expect(clusterObjectName(desired)).toBe('shop');
    expect(clusterObjectName(adopted)).toBe('old');
    expect(
      clusterObjectName({
        ...desired,
        observeOnly: true,
        providerConfig: { source: 'older' },
      }),
    ).toBe('older');
  });
});
