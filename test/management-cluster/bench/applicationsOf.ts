import {
  connectManagementCluster,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ManagementCluster } from '../lab';

const PLACE = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  namespace: 'argocd',
};

/** Looks at Applications without a program that has to start each time: what is measured must not be how long that takes. */
export interface Applications {
  list(labelSelector: string): Promise<KubernetesObject[]>;
  get(name: string): Promise<KubernetesObject | undefined>;
}

export function applicationsOf(lab: ManagementCluster): Applications {
  const { reader } = connectManagementCluster({
    config: {
      name: 'lab',
      connection: { way: 'kubeconfig', file: lab.kubeconfig },
      requestTimeoutSeconds: 30,
    },
    clock: { now: () => new Date(), random: Math.random },
  });
  return {
    list: labelSelector => reader.list({ ...PLACE, labelSelector }),
    get: name => reader.get({ ...PLACE, name }),
  };
}
