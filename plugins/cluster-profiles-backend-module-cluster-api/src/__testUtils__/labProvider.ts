import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import { ClusterApiProvider } from '../ClusterApiProvider';
import {
  connectManagementCluster,
  type ManagementCluster,
} from '../kubernetes';

const CLOCK = { now: () => new Date(), random: () => Math.random() };

/** The clients that the portal has for a lab, with the access that the docs ask for. */
export function connectLab(kubeconfig: string): ManagementCluster {
  return connectManagementCluster({
    config: {
      name: 'lab',
      connection: { way: 'kubeconfig', file: kubeconfig },
      requestTimeoutSeconds: 30,
    },
    clock: CLOCK,
  });
}

export function labProvider(options: {
  kubeconfig: string;
  namespace: string;
  /** The real one if absent. */
  clock?: Clock;
}): ClusterApiProvider {
  return new ClusterApiProvider({
    clock: options.clock ?? CLOCK,
    places: [
      {
        management: connectLab(options.kubeconfig),
        namespaces: [options.namespace],
      },
    ],
  });
}
