import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aRunningCluster } from '../__testUtils__/simulate';
import { previewCluster } from './previewCluster';

const desired = aDesiredState();
const live = aRunningCluster(desired);

describe('previewCluster', () => {
  it('creates everything for a new cluster', () => {
    expect(previewCluster(desired, undefined)).toEqual({
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
      kubernetesPath: [],
    });
  });

  it('changes nothing when nothing is asked for', () => {
    expect(previewCluster(desired, live)).toEqual({
      objects: { created: [], changed: [], removed: [] },
      machinesReplaced: [],
      findings: [],
      kubernetesPath: [],
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
    expect(previewCluster(upgraded, live).machinesReplaced).toEqual([
      { pool: 'controlPlane', count: 1, reason },
      { pool: 'general', count: 2, reason },
    ]);
  });

  it('names the way over several minors, and refuses where there is none', () => {
    const named = (through?: string[]) =>
      previewCluster(
        withLayer(desired, 'kubernetes', { version: '1.36.1', through }),
        live,
      );
    expect(named(['1.35.2', '1.35.4'])).toMatchObject({
      kubernetesPath: ['1.34.2', '1.35.4', '1.36.1'],
      machinesReplaced: [
        { count: 1, reason: 'Kubernetes 1.34.2 → 1.35.4 → 1.36.1' },
        { count: 2 },
      ],
      findings: [],
    });
    const refused = named();
    expect(refused.kubernetesPath).toBeUndefined();
    expect(refused.findings.map(({ code }) => code)).toEqual([
      'kubernetes-minor-skipped',
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
    expect(previewCluster(moved, live)).toMatchObject({
      objects: {
        created: ['MachineDeployment checkout-dev-batch'],
        changed: [],
        removed: ['MachineDeployment checkout-dev-general'],
      },
      machinesReplaced: [],
    });
  });

  it('removes everything with a deletion', () => {
    const deletion = { ...desired, deleted: true };
    expect(previewCluster(deletion, live).objects.removed).toHaveLength(3);
    expect(previewCluster(deletion, undefined).objects.removed).toEqual([]);
  });
});
