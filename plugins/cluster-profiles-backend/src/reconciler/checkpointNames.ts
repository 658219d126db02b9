/** Named places of one pass at which a crash test stops the process, in the order in which they are reached. */
export const RECONCILER_CHECKPOINTS = [
  'work-claimed',
  'before-recheck',
  'before-start-applying',
  'after-start-applying',
  'before-provider-apply',
  'after-provider-apply',
  'before-layer-apply',
  'after-layer-apply',
  'before-layer-prune',
  'after-layer-prune',
  'before-provider-delete',
  'after-provider-delete',
  'before-observed-stored',
  'before-mark-applied',
  'after-mark-applied',
] as const;

export type ReconcilerCheckpoint = (typeof RECONCILER_CHECKPOINTS)[number];
