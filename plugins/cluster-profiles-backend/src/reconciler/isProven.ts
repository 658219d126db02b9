import { findObstacles } from './findObstacles';
import type { Picture } from './types';

/** Whether what is observed is the desired revision. That something was sent is no proof. */
export function isProven(picture: Picture): boolean {
  return findObstacles(picture).length === 0;
}
