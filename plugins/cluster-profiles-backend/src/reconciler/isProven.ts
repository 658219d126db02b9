import { findObstacles } from './findObstacles';
import type { Picture } from './types';

/**
 * Whether what is observed is the desired revision. That something was sent is no proof. How the base of an imported cluster fares
 * is not part of what was asked for.
 */
export function isProven(picture: Picture): boolean {
  return findObstacles(picture).every(
    ({ about }) => picture.desired.observeOnly && about === 'condition',
  );
}
