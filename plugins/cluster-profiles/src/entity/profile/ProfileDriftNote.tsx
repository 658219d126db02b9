import { useApi } from '@backstage/core-plugin-api';
import type { ProfileDrift } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { Status } from '../../components/Status/Status';
import { useLoad } from '../../hooks/useLoad';

const NAMED = 3;

/** How many clusters of a profile drift, and in which layer; nothing where none does. */
export function ProfileDriftNote({ profile }: { profile: string }) {
  const api = useApi(clusterProfilesApiRef);
  const { value } = useLoad({
    key: profile,
    load: signal => api.getProfileDrift(profile, { signal }),
  });
  return value && value.clusters > 0 ? (
    <Text as="p">
      <Status tone="warning">{driftWords(value)}</Status>
    </Text>
  ) : null;
}

function driftWords({ clusters, layers }: ProfileDrift): string {
  const more = layers.length - NAMED;
  const where = [
    ...layers
      .slice(0, NAMED)
      .map(({ layer, clusters: count }) => `${layer} on ${count}`),
    ...(more > 0 ? [`${more} more layers`] : []),
  ].join(', ');
  return `${clusters} ${clusters === 1 ? 'cluster drifts' : 'clusters drift'}: ${where}`;
}
