/** Named places in the life of a change at which a crash test stops the process, in the order in which they are reached. */
export const CHANGE_CHECKPOINTS = [
  'after-propose',
  'after-plan',
  'after-decide',
  'before-publish',
  'after-publish',
] as const;

export type ChangeCheckpoint = (typeof CHANGE_CHECKPOINTS)[number];
