import type {
  Condition,
  ObservedMachine,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';
import { oneLine } from '../observe/oneLine';
import { withoutV } from '../observe/observeMachines';

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** What we read of a node's status. */
type NodeStatus = {
  nodeInfo?: { kubeletVersion?: string };
  conditions?: Array<{
    type: string;
    status: string;
    reason?: string;
    message?: string;
    lastTransitionTime?: string;
  }>;
};

/** The machines of a cluster as its nodes tell, by name, and one condition for all of them. */
export function observeNodes(nodes: readonly KubernetesObject[]): {
  machines: ObservedMachine[];
  conditions: Condition[];
} {
  const machines = nodes
    .map(toMachine)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const bad = machines.filter(({ ready }) => !ready);
  if (machines.length === 0) {
    return { machines, conditions: [] };
  }
  const moved = nodes
    .map(node => readyCondition(node)?.lastTransitionTime ?? '')
    .sort()
    .at(-1);
  return {
    machines,
    conditions: [
      {
        type: 'NodesReady',
        status: bad.length > 0 ? 'False' : 'True',
        reason: bad.length > 0 ? 'NodesNotReady' : 'NodesReady',
        message:
          bad.length > 0
            ? `${bad.length} of ${machines.length} nodes are not ready: ${bad
                .map(({ name }) => name)
                .slice(0, 5)
                .join(', ')}`
            : '',
        lastTransitionTime:
          moved || (nodes[0].metadata.creationTimestamp ?? ''),
      },
    ],
  };
}

function toMachine(node: KubernetesObject): ObservedMachine {
  const { name, labels = {}, deletionTimestamp } = node.metadata;
  const { nodeInfo } = (node.status ?? {}) as NodeStatus;
  const condition = readyCondition(node);
  const ready = condition?.status === 'True';
  return {
    name,
    pool: CONTROL_PLANE in labels ? 'controlPlane' : 'workers',
    kubernetesVersion: withoutV(nodeInfo?.kubeletVersion ?? ''),
    ready,
    // Whoever runs the cluster knows what its nodes should be; we do not.
    upToDate: true,
    deleting: deletionTimestamp !== undefined,
    ...(!ready && {
      message: oneLine(
        condition?.message ||
          condition?.reason ||
          'Its kubelet has not reported',
      ),
    }),
  };
}

function readyCondition(node: KubernetesObject) {
  const { conditions = [] } = (node.status ?? {}) as NodeStatus;
  return conditions.find(({ type }) => type === 'Ready');
}
