import {
  hasBlocker,
  type DesiredState,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkPatchValues } from '../classes/checkPatchValues';
import { classVariables } from '../classes/classVariables';
import { resolveVariables } from '../classes/resolveVariables';
import type { StampedClass } from '../classes/types';
import type { KubernetesObject } from '../kubernetes';
import { checkControlPlane } from './checkControlPlane';
import { resolvePools } from './resolvePools';
import { toClusterObject } from './toClusterObject';
import type { ClusterApiEntry } from './types';

/** The Cluster object of a desired state, with variables and pools resolved and checked. Without an object where a finding blocks. */
export function composeCluster(options: {
  desired: DesiredState;
  entry: ClusterApiEntry;
  stamped: StampedClass;
  /** The class as it is on the management cluster, once it is there. */
  liveClass?: KubernetesObject;
  marks: WriteMarks;
}): { object?: KubernetesObject; findings: Finding[] } {
  const { desired, entry, stamped, liveClass, marks } = options;
  const kubernetes = desired.layers.find(({ kind }) => kind === 'kubernetes');
  const { variables, findings } = resolveVariables({
    variables: classVariables(liveClass ?? stamped.clusterClass),
    profile: entry.variables,
    target: desired.target.variables,
  });
  const resolved = resolvePools({ desired, entry, bundle: stamped });
  findings.push(
    ...checkPatchValues({ bundle: stamped, variables }),
    ...resolved.findings,
    ...checkControlPlane({ desired, bundle: stamped }),
  );
  if (!kubernetes) {
    findings.push({
      severity: 'block',
      code: 'kubernetes-layer-missing',
      message: `Cluster "${desired.cluster.name}" has no layer of kind "kubernetes".`,
      remedy: 'Add one to the profile.',
    });
  }
  if (!kubernetes || hasBlocker(findings)) {
    return { findings };
  }
  return {
    object: toClusterObject({
      desired,
      className: stamped.reference.name,
      kubernetesVersion: kubernetes.version,
      variables,
      pools: resolved.pools,
      marks,
    }),
    findings,
  };
}
