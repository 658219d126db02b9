import type { LayerKind } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Kinds of layers that come with the class and its variables, unless they have bytes of their own. */
export const CLUSTER_API_LAYER_KINDS: readonly LayerKind[] = [
  'os',
  'kubernetes',
  'network',
  'storage',
];
