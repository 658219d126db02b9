import type { Picture } from './types';

/**
 * Whether layers that are to go before their cluster wait for its API to answer: deleting the machines under them cannot be undone. An
 * imported cluster stays, so that its engine is told at once. Pure.
 */
export function waitsForApi({
  observed,
  desired,
}: Pick<Picture, 'observed' | 'desired'>): boolean {
  return (
    observed !== undefined &&
    !observed.apiReachable &&
    !observed.deleting &&
    !desired.observeOnly &&
    desired.forcedDeletion !== 'finalizers'
  );
}
