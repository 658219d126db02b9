import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aRunningCluster } from '../__testUtils__/simulate';
import { clusterSpec } from './clusterSpec';
import { previewCluster } from './previewCluster';

const desired = aDesiredState();
const live = aRunningCluster(desired);
const keep = { deleted: false };

describe('previewCluster', () => {
  it('creates everything for a new cluster', () => {
    expect(previewCluster(clusterSpec(desired), undefined, keep)).toEqual({
      objects: {
        created: [
          'Cluster default/checkout-dev',
          'KubeadmControlPlane checkout-dev',
          'MachineDeployment checkout-dev-general',
        ],
        changed: [],
        removed: [],
      },
      machinesReplaced: [],
      findings: [],
    });
  });

  it('changes nothing when nothing is asked for', () => {
    expect(previewCluster(clusterSpec(desired), live, keep)).toEqual({
      objects: { created: [], changed: [], removed: [] },
      machinesReplaced: [],
      findings: [],
    });
  });

  it('names machines and the reason of an upgrade', () => {
    const upgraded = withLayer(
      withLayer(desired, 'kubernetes', { version: '1.35.2' }),
      'ubuntu',
      { version: '24.04.4' },
    );
    const reason =
      'Kubernetes 1.34.2 → 1.35.2, operating system 24.04.3 → 24.04.4';
    expect(
      previewCluster(clusterSpec(upgraded), live, keep).machinesReplaced,
    ).toEqual([
      { pool: 'controlPlane', count: 1, reason },
      { pool: 'general', count: 2, reason },
    ]);
  });

  it('names pools that come and go', () => {
    const moved = {
      ...desired,
      nodePools: {
        ...desired.nodePools,
        workers: [{ name: 'batch', replicas: 2 }],
      },
    };
    expect(previewCluster(clusterSpec(moved), live, keep)).toMatchObject({
      objects: {
        created: ['MachineDeployment checkout-dev-batch'],
        changed: [],
        removed: ['MachineDeployment checkout-dev-general'],
      },
      machinesReplaced: [],
    });
  });

  it('removes everything with a deletion', () => {
    const deletion = { deleted: true };
    expect(
      previewCluster(clusterSpec(desired), live, deletion).objects.removed,
    ).toHaveLength(3);
    expect(
      previewCluster(clusterSpec(desired), undefined, deletion).objects.removed,
    ).toEqual([]);
  });
});
