import type { Cluster } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert } from '@backstage/ui';
import {
  absoluteTime,
  relativeTime,
} from '../../components/RelativeTime/relativeTime';
import { useNow } from '../../hooks/useNow';
import { lastSeen } from './lastSeen';

const TICK_MS = 15_000;

/** Says in words that what is shown as observed is old; nothing while it is not. */
export function Staleness({ cluster }: { cluster: Cluster }) {
  const now = useNow(TICK_MS);
  if (cluster.phase === 'deleted') {
    return (
      <Alert
        status="info"
        icon
        title="This cluster is deleted"
        description="What follows is what was known of it at the end."
      />
    );
  }
  const observedAt = lastSeen(cluster, now);
  if (!observedAt) {
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
