import { aBundle } from '../../classes/__testUtils__/classFiles';
import { stampBundle } from '../../classes/stampBundle';
import type { ClassBundle, ClusterVariable } from '../../classes/types';
import { aDesiredState } from '../../cluster/__testUtils__/aDesiredState';
import { toClusterObject } from '../../cluster/toClusterObject';
import type { ClusterPool } from '../../cluster/types';
import type { ClusterSide } from '../predictReplacements';

export const POOLS: ClusterPool[] = [
  { name: 'general', class: 'default-worker', replicas: 2 },
  { name: 'gpu', class: 'gpu-worker', replicas: 1 },
];
export const VARIABLES: ClusterVariable[] = [
  { name: 'apiName', value: 'api.example.com' },
  { name: 'auditLog', value: { level: 'Metadata', maxAge: 30 } },
  { name: 'region', value: 'eu-1' },
];

/** A cluster on the class of `classFiles`. */
export function aSide(
  options: {
    change?: (text: string) => string;
    bundle?: ClassBundle;
    variables?: ClusterVariable[];
    pools?: ClusterPool[];
    version?: string;
    replicas?: number;
    revision?: number;
  } = {},
): ClusterSide {
  const bundle = stampBundle(options.bundle ?? aBundle(options.change), {
    namespace: 'team-a',
  });
  return {
    bundle,
    cluster: toClusterObject({
      desired: aDesiredState({
        nodePools: {
          controlPlane: { replicas: options.replicas ?? 3 },
          workers: [],
        },
      }),
      className: bundle.reference.name,
      kubernetesVersion: options.version ?? '1.34.1',
      variables: options.variables ?? VARIABLES,
      pools: options.pools ?? POOLS,
      marks: {
        instanceId: 'i',
        revision: options.revision ?? 1,
        idempotencyKey: 'k',
      },
    }),
  };
}
