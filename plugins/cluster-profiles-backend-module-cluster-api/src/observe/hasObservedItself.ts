import type { LiveScaled } from './clusterObjects';

/** Its controller has seen the specification as it is now. */
export function hasObservedItself(
  object: LiveScaled | undefined,
): object is LiveScaled {
  return (
    object !== undefined &&
    object.metadata.generation !== undefined &&
    object.status?.observedGeneration === object.metadata.generation
  );
}
