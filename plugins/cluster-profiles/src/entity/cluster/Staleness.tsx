import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert } from '@backstage/ui';
import {
  absoluteTime,
  relativeTime,
} from '../../components/RelativeTime/relativeTime';
import { useNow } from '../../hooks/useNow';

// A cluster at rest is looked at every minute by default; one that does not answer is unknown at once.
const AT_REST_MS = 5 * 60_000;
const UNKNOWN_MS = 60_000;
const TICK_MS = 15_000;

/** Says in words that what is shown as observed is old; nothing while it is not. */
export function Staleness({ cluster }: { cluster: Cluster }) {
  const now = useNow(TICK_MS);
  const { observedAt, phase } = cluster;
  if (phase === 'deleted') {
    return (
      <Alert
        status="info"
        icon
        title="This cluster is deleted"
        description="What follows is what was known of it at the end."
      />
    );
  }
  const bearable = phase === 'unknown' ? UNKNOWN_MS : AT_REST_MS;
  if (!observedAt || now - Date.parse(observedAt) < bearable) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={`Last observed ${relativeTime(observedAt, now)}`}
      description={`The provider has not answered since ${absoluteTime(observedAt)}. What is shown as observed is what was known then.`}
    />
  );
}
