import type { ProviderStatus } from '@cluster-profiles/plugin-cluster-profiles-common';

/** What is known of the clusters of one provider on one target. */
export interface ProviderGroup {
  provider: string;
  target: string;
  clusters: number;
  /** The provider did not answer when it was asked last. */
  unanswered: number;
  /** It answered, but nobody has asked for too long. */
  overdue: number;
  answeredAt: string | null;
  /** Why one of those without an answer has none. */
  reason: string | null;
}

/** How fresh is what each provider tells, by name. Providers without a cluster are idle. */
export function summarizeProviders(
  groups: readonly ProviderGroup[],
  providers: readonly string[],
): ProviderStatus[] {
  const names = new Set([
    ...providers,
    ...groups.map(({ provider }) => provider),
  ]);
  return [...names].sort().map(name =>
    summarize(
      name,
      groups.filter(({ provider }) => provider === name),
    ),
  );
}

function summarize(
  name: string,
  groups: readonly ProviderGroup[],
): ProviderStatus {
  const sum = (field: 'clusters' | 'unanswered' | 'overdue') =>
    groups.reduce((total, group) => total + group[field], 0);
  const clusters = sum('clusters');
  const unanswered = sum('unanswered');
  const overdue = sum('overdue');
  const [answeredAt] = groups
    .flatMap(group => group.answeredAt ?? [])
    .sort()
    .reverse();
  return {
    name,
    targets: groups.map(({ target }) => target).sort(),
    clusters,
    unanswered,
    state: stateOf({ clusters, unanswered, overdue }),
    ...(answeredAt && { answeredAt }),
    ...messageOf({ groups, overdue }),
  };
}

function stateOf(counts: {
  clusters: number;
  unanswered: number;
  overdue: number;
}): ProviderStatus['state'] {
  const { clusters, unanswered, overdue } = counts;
  if (clusters === 0) {
    return 'idle';
  }
  if (unanswered === clusters) {
    return 'unreachable';
  }
  return unanswered > 0 || overdue > 0 ? 'stale' : 'fresh';
}

function messageOf(options: {
  groups: readonly ProviderGroup[];
  overdue: number;
}): Pick<ProviderStatus, 'message'> {
  const reason = options.groups.find(group => group.reason)?.reason;
  if (reason) {
    return { message: reason };
  }
  return options.overdue > 0
    ? {
        message: `${options.overdue} ${options.overdue === 1 ? 'cluster was' : 'clusters were'} not looked at lately`,
      }
    : {};
}
