import { setTimeout as sleep } from 'node:timers/promises';
import { clusterProviderContract } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { labFiles, labState, labTarget } from './__testUtils__/labState';
import { labProvider } from './__testUtils__/labProvider';

describe('Cluster API on the lab', () => {
  let lab: ManagementCluster;

  beforeAll(async () => {
    lab = await managementCluster();
  });

  afterAll(() => lab?.removeNamespaces());

  clusterProviderContract({
    async create() {
      const namespace = await lab.namespace();
      return {
        provider: labProvider({ kubeconfig: lab.kubeconfig, namespace }),
        target: labTarget(namespace),
        files: labFiles,
        advance: () => sleep(1000),
        // While others still run: one after the other it would take minutes.
        cleanup: async () => {
          await lab.kubectl(
            'delete',
            'clusters.cluster.x-k8s.io',
            '--all',
            `--namespace=${namespace}`,
          );
        },
      };
    },
    desired: labState,
    kubernetes: { current: '1.33.1', next: '1.34.1', afterNext: '1.35.0' },
    maxRounds: 400,
    concurrent: true,
    timeout: 600_000,
  });
});
