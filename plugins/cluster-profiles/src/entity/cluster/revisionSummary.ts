import {
  poolSizeText,
  type Revision,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What a revision desires, one line. */
export function revisionSummary({ desired }: Revision): string {
  if (desired.deleted) {
    return 'Deleted';
  }
  const { controlPlane, workers } = desired.nodePools;
  return [
    desired.profiles
      .map(({ name, version }) => `${name} ${version}`)
      .join(', '),
    `control plane ${controlPlane.replicas}`,
    ...workers.map(pool => `${pool.name} ${poolSizeText(pool)}`),
    desired.paused && 'paused',
    desired.protected && 'protected',
  ]
    .filter(Boolean)
    .join(', ');
}
