import type { ObjectDifference } from '../model/observed';
import { findLiteralSecrets } from './findLiteralSecrets';

/** A difference without its values where one of them looks like a secret itself: what is found on a cluster is kept. @public */
export function hideSecrets(difference: ObjectDifference): ObjectDifference {
  const { desired, observed, ...rest } = difference;
  const isSecret = [desired, observed].some(
    value =>
      value !== undefined &&
      findLiteralSecrets({ path: difference.path, value }).length > 0,
  );
  return isSecret ? { ...rest, hidden: 'secret' } : difference;
}
