import type {
  ClusterProfileSpec,
  ProfileLayer,
  ProfileType,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { stringify } from 'yaml';

const ubuntu: ProfileLayer = {
  name: 'ubuntu',
  kind: 'os',
  version: '24.04.3',
  source: { type: 'image', repository: 'library', image: 'ubuntu' },
};
const cilium: ProfileLayer = {
  name: 'cilium',
  kind: 'network',
  version: '1.19.3',
  source: { type: 'helm', repository: 'library', chart: 'cilium' },
};
const rook: ProfileLayer = {
  name: 'rook',
  kind: 'storage',
  version: '1.19.6',
  source: { type: 'helm', repository: 'library', chart: 'rook-ceph' },
  dependsOn: ['cilium'],
};

export interface BundleOptions {
  name?: string;
  version?: string;
  type?: ProfileType;
  kubernetes?: string;
  /** Kubernetes versions to go through. */
  through?: string[];
  metricsServer?: string;
  lifecycle?: string;
  owner?: string;
  labels?: Record<string, string>;
  parameters?: ClusterProfileSpec['parameters'];
  spec?: Partial<ClusterProfileSpec>;
}

/** A small full-stack bundle on the shipped library, as a proposer would upload it. */
export function aBundle(options: BundleOptions = {}): { document: string } {
  const spec: ClusterProfileSpec = {
    type: options.type ?? 'full-stack',
    owner: options.owner ?? 'group:default/platform',
    lifecycle: options.lifecycle ?? 'production',
    version: options.version ?? '1.0.0',
    parameters: options.parameters ?? {
      type: 'object',
      additionalProperties: false,
      properties: {
        workers: { type: 'integer', minimum: 1, maximum: 9, default: 2 },
      },
    },
    nodePools: {
      controlPlane: { replicas: 1 },
      // The braces are the profile's own, not ours.
      workers: [
        { name: 'general', replicas: '$' + '{{ parameters.workers }}' },
      ],
    },
    layers: [
      ubuntu,
      {
        name: 'kubernetes',
        kind: 'kubernetes',
        version: options.kubernetes ?? '1.34.3',
        ...(options.through && { through: options.through }),
      },
      cilium,
      rook,
      {
        name: 'metrics-server',
        kind: 'addon',
        category: 'monitoring',
        version: options.metricsServer ?? '3.13.0',
        source: {
          type: 'helm',
          repository: 'library',
          chart: 'metrics-server',
        },
        dependsOn: ['cilium'],
      },
    ],
    ...options.spec,
  };
  return {
    document: stringify({
      apiVersion: 'clusterprofiles.io/v1alpha1',
      kind: 'ClusterProfile',
      metadata: {
        name: options.name ?? 'base',
        title: 'Base',
        labels: options.labels,
      },
      spec,
    }),
  };
}
