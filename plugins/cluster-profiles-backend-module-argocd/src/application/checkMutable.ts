import type {
  DesiredLayer,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  EngineCluster,
  SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { isMutable } from './layerSource';

/** Says of a chart that Argo CD would pull by version that it may be overwritten, which production does not take. */
export function checkMutable(options: {
  cluster: EngineCluster;
  layer: DesiredLayer;
  bytes: SourceBytes;
  repositories: ReadonlyMap<string, string>;
}): Finding[] {
  const { cluster, layer, bytes, repositories } = options;
  const { type } = layer.source ?? {};
  const isMirrored = bytes.mirror !== undefined && layer.chart !== undefined;
  if (
    type === 'manifests' ||
    isMirrored ||
    !isMutable(layer, { repositories })
  ) {
    return [];
  }
  return [
    {
      severity: cluster.target.stage === 'production' ? 'block' : 'warn',
      code: 'source-mutable',
      message: `Argo CD would pull chart version ${layer.version} of layer "${layer.name}" from where it can be overwritten at any time${layer.chart ? '' : '; its bytes were not pinned when the profile was published'}.`,
      remedy: layer.chart
        ? 'Configure clusterProfiles.mirror.'
        : 'Publish a version whose layer is of a repository of type helm or oci, and configure clusterProfiles.mirror.',
      layer: layer.name,
    },
  ];
}
