import semver from 'semver';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  CONTROL_PLANE,
  type ClusterSpec,
  type SimulatedCluster,
} from './types';

/** What a real API would refuse, in its words; empty when it would accept. */
export function checkKubernetesRules(
  spec: ClusterSpec,
  live: SimulatedCluster | undefined,
): Finding[] {
  return [...checkReplicas(spec), ...(live ? checkVersion(spec, live) : [])];
}

function checkReplicas(spec: ClusterSpec): Finding[] {
  const replicas = spec.controlPlaneReplicas;
  if (replicas > 0 && replicas % 2 === 1) {
    return [];
  }
  return [
    {
      severity: 'block',
      code: 'control-plane-replicas',
      message: `KubeadmControlPlane "${spec.name}" is invalid: spec.replicas: ${
        replicas > 0
          ? `Forbidden: cannot be an even number when etcd is stacked (${replicas})`
          : `Forbidden: cannot be 0`
      }`,
      path: '/nodePools/controlPlane/replicas',
      remedy: 'Use 1, 3 or 5 control plane machines',
    },
  ];
}

function checkVersion(spec: ClusterSpec, live: SimulatedCluster): Finding[] {
  const to = semver.parse(spec.kubernetesVersion);
  const accepted = semver.parse(live.spec.kubernetesVersion);
  if (!to || !accepted) {
    return [];
  }
  const forbidden = `KubeadmControlPlane "${spec.name}" is invalid: spec.version: Forbidden: cannot update Kubernetes version from v${accepted} to v${to}`;
  if (semver.lt(to, accepted)) {
    return [
      {
        severity: 'block',
        code: 'kubernetes-downgrade',
        message: `${forbidden}: downgrades are not supported`,
        remedy: `Choose a version with Kubernetes ${accepted} or newer`,
      },
    ];
  }
  const running = live.machines
    .filter(({ pool }) => pool === CONTROL_PLANE)
    .map(machine => semver.parse(machine.kubernetesVersion))
    .filter(version => version !== null);
  const lowest = semver.sort([accepted, ...running])[0];
  return to.major !== lowest.major || to.minor > lowest.minor + 1
    ? [
        {
          severity: 'block',
          code: 'kubernetes-minor-skipped',
          message: `${forbidden}: the control plane runs v${lowest}, minor versions must not be skipped`,
          remedy: `Upgrade to Kubernetes ${lowest.major}.${lowest.minor + 1} first`,
        },
      ]
    : [];
}
