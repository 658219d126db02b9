import { useNow } from '../../hooks/useNow';
import { RelativeTime } from '../RelativeTime/RelativeTime';

const MINUTE_MS = 60_000;

/** That values are overridden, and when the first of them is the profile's again. */
export function OverridesEnd({ at }: { at: string }) {
  const now = useNow(MINUTE_MS);
  return (
    <>
      {Date.parse(at) > now ? 'first override ends ' : 'an override ended '}
      <RelativeTime at={at} />
    </>
  );
}
