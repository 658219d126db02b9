import { InputError } from '@backstage/errors';
import { MAX_OVERRIDE_DAYS } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Throws `InputError` for an override that has ended already, or that would last too long. */
export function requireExpiry(expires: string, now: Date): void {
  const ahead = Date.parse(expires) - now.getTime();
  if (ahead <= 0) {
    throw new InputError(
      `/expires: ${expires} is over; name a time that is still to come`,
    );
  }
  if (ahead > MAX_OVERRIDE_DAYS * 86_400_000) {
    throw new InputError(
      `/expires: ${expires} is too far ahead; an override lasts ${MAX_OVERRIDE_DAYS} days at most. Change the profile for what is to stay`,
    );
  }
}
