import type { ProfileVersionSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link } from '@backstage/ui';
import { leavingWords, usage } from './usage';
import { useProfileRoutes } from './useProfileRoutes';

/** How many clusters use a version, with the way to those that are to run it. */
export function VersionUsage(props: {
  profile: string;
  version: ProfileVersionSummary;
}) {
  const { version, clusters, leaving } = props.version;
  const routes = useProfileRoutes(props.profile);
  return (
    <span>
      {clusters > 0 ? (
        <Link href={routes.clusters([version])}>{usage(clusters)}</Link>
      ) : (
        usage(clusters)
      )}
      {leaving > 0 && `, ${leavingWords(leaving)}`}
    </span>
  );
}
