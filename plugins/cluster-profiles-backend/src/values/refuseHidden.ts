import { InputError } from '@backstage/errors';
import {
  findHidden,
  jsonPointer,
  type ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** Whoever sends back what was hidden from him would write the marker in the place of the value. Throws `InputError`. */
export function refuseHidden(request: ChangeRequest): void {
  const found = findHidden(request);
  if (found) {
    const path = found.reduce<string>(jsonPointer, '');
    throw new InputError(
      `${path}: this value is hidden from you; leave it out, and it stays as it is`,
    );
  }
}
