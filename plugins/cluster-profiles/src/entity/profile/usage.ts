import type { ProfileVersionSummary } from '@cluster-profiles/plugin-cluster-profiles-common';

/** `used by 3 clusters`. */
export function usage(clusters: number): string {
  if (clusters === 0) {
    return 'used by no cluster';
  }
  return `used by ${count(clusters)}`;
}

/** `1 more runs it until what replaces it is proven`. */
export function leavingWords(leaving: number): string {
  return `${leaving} more ${leaving === 1 ? 'runs' : 'run'} it until what replaces it is proven`;
}

/** How far the fleet is, in sentences: all, behind, and on a version that nobody supports any more. `today` is YYYY-MM-DD. */
export function adoptionWords(
  versions: readonly ProfileVersionSummary[],
  options: { latestVersion?: string; today: string },
): string[] {
  const { latestVersion, today } = options;
  const sum = (chosen: readonly ProfileVersionSummary[]) =>
    chosen.reduce((total, { clusters }) => total + clusters, 0);
  const all = sum(versions);
  if (all === 0) {
    return ['No cluster runs it.'];
  }
  // Newest first: what stands below the newest published version is behind it.
  const newest = versions.findIndex(({ version }) => version === latestVersion);
  const behind = newest < 0 ? 0 : sum(versions.slice(newest + 1));
  const unsupported = sum(
    versions.filter(version => isUnsupported(version, today)),
  );
  return [
    `${count(all)} ${all === 1 ? 'runs' : 'run'} it.`,
    ...(latestVersion
      ? [
          behind === 0
            ? `None is behind ${latestVersion}.`
            : `${behind} ${behind === 1 ? 'is' : 'are'} behind ${latestVersion}.`,
        ]
      : []),
    ...(unsupported > 0
      ? [
          `${unsupported} ${unsupported === 1 ? 'is' : 'are'} on an unsupported version: withdrawn, or past its end of life or that of its Kubernetes.`,
        ]
      : []),
  ];
}

/** What a list of all clusters with the profile has beside those that run it. */
export function notRunningWords(
  versions: readonly ProfileVersionSummary[],
  listed: number,
): string | undefined {
  const running = versions.reduce((sum, { clusters }) => sum + clusters, 0);
  const others = listed - running;
  return others > 0
    ? `The table shows ${others} more that ${others === 1 ? 'is' : 'are'} requested and ${others === 1 ? 'does' : 'do'} not run it yet.`
    : undefined;
}

/** Whether nothing of it is cared for any more: withdrawn, or a day is over on which support ends. */
export function isUnsupported(
  version: ProfileVersionSummary,
  today: string,
): boolean {
  const { state, endOfLife, kubernetesEndOfLife } = version;
  return (
    state === 'withdrawn' ||
    (endOfLife !== undefined && endOfLife < today) ||
    (kubernetesEndOfLife !== undefined && kubernetesEndOfLife < today)
  );
}

function count(clusters: number): string {
  return clusters === 1 ? '1 cluster' : `${clusters} clusters`;
}
