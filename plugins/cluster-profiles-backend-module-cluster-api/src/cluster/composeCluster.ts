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
import { versionedVariables } from '../classes/versionedVariables';
import type { KubernetesObject } from '../kubernetes';
import { checkControlPlane } from './checkControlPlane';
import { resolvePools } from './resolvePools';
import { toClusterObject } from './toClusterObject';
import type { ClusterApiEntry, NextWrite } from './types';

/** The Cluster object of a desired state, with variables and pools resolved and checked. Without an object where a finding blocks. */
export function composeCluster(options: {
  desired: DesiredState;
  entry: ClusterApiEntry;
  stamped: StampedClass;
  /** The class as it is on the management cluster, once it is there. */
  liveClass?: KubernetesObject;
  marks: WriteMarks;
  /** What the live Cluster decides; nothing where there is none. */
  next?: NextWrite;
}): { object?: KubernetesObject; findings: Finding[] } {
  const { desired, entry, stamped, liveClass, marks } = options;
  const kubernetes = desired.layers.find(({ kind }) => kind === 'kubernetes');
  const { next = { poolSizes: {} } } = options;
  const version = next.kubernetesVersion ?? kubernetes?.version ?? '';
  const versioned = versionedVariables({
    byKubernetes: entry.variablesByKubernetes,
    version,
  });
  const { variables, findings } = resolveVariables({
    variables: classVariables(liveClass ?? stamped.clusterClass),
    profile: { ...entry.variables, ...versioned.values },
    target: desired.target.variables,
  });
  const resolved = resolvePools({
    desired,
    entry,
    bundle: stamped,
    poolSizes: next.poolSizes,
  });
  findings.push(
    ...versioned.findings,
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
      kubernetesVersion: version,
      variables,
      pools: resolved.pools,
      marks,
    }),
    findings,
  };
}
