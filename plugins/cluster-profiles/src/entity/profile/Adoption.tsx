import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { useNow } from '../../hooks/useNow';
import { adoptionWords } from './usage';

const HOUR_MS = 3_600_000;

/** How far the fleet is with a profile, in words. */
export function Adoption({ profile }: { profile: ProfileSummary }) {
  const now = useNow(HOUR_MS);
  return (
    <Text as="p">
      {adoptionWords(profile.versions, {
        latestVersion: profile.latestVersion,
        today: new Date(now).toISOString().slice(0, 10),
      }).join(' ')}
    </Text>
  );
}
