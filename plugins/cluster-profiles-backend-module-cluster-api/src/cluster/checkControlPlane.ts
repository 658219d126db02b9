import type {
  DesiredState,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { memberAt } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ClassBundle } from '../classes/types';

/**
 * What the control plane of kubeadm refuses. A dry run of the Cluster does not reach it: Cluster API would take the number and
 * then never get there.
 */
export function checkControlPlane(options: {
  desired: Pick<DesiredState, 'nodePools'>;
  bundle: Pick<ClassBundle, 'templates'>;
}): Finding[] {
  const { replicas } = options.desired.nodePools.controlPlane;
  const kubeadm = options.bundle.templates.find(
    ({ kind }) => kind === 'KubeadmControlPlaneTemplate',
  );
  const hasOwnEtcd = !memberAt(kubeadm, [
    ...['spec', 'template', 'spec', 'kubeadmConfigSpec'],
    ...['clusterConfiguration', 'etcd', 'external'],
  ]);
  if (!kubeadm || (replicas > 0 && !(hasOwnEtcd && replicas % 2 === 0))) {
    return [];
  }
  return [
    {
      severity: 'block',
      code: 'control-plane-replicas',
      message:
        replicas > 0
          ? `The control plane cannot have ${replicas} machines: etcd runs on them, and needs an odd number.`
          : 'The control plane needs at least one machine.',
      path: '/nodePools/controlPlane/replicas',
      remedy: 'Use 1, 3 or 5 control plane machines.',
    },
  ];
}
