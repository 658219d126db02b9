import type {
  Permitted,
  ProviderStatus,
  ProviderTrouble,
} from '@cluster-profiles/plugin-cluster-profiles-common';

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

/** What is known of providers beside their clusters. */
export interface KnownProviders {
  /** Those that serve a target. */
  names: readonly string[];
  /** Undefined where the provider cannot import. */
  import(name: string): Permitted | undefined;
  /** Of a provider, on some of its targets. */
  troubles(name: string, targets: readonly string[]): ProviderTrouble[];
}

/** How fresh is what each provider tells, by name. Providers without a cluster are idle. */
export function summarizeProviders(
  groups: readonly ProviderGroup[],
  known: KnownProviders,
): ProviderStatus[] {
  const names = new Set([
    ...known.names,
    ...groups.map(({ provider }) => provider),
  ]);
  return [...names].sort().map(name =>
    summarize(
      name,
      groups.filter(({ provider }) => provider === name),
      known,
    ),
  );
}

function summarize(
  name: string,
  groups: readonly ProviderGroup[],
  known: KnownProviders,
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
  const targets = groups.map(({ target }) => target).sort();
  const troubles = known.troubles(name, targets);
  const mayImport = known.import(name);
  return {
    name,
    targets,
    clusters,
    unanswered,
    state: stateOf({
      clusters,
      unanswered,
      late: overdue > 0 || troubles.length > 0,
    }),
    ...(mayImport && { import: mayImport }),
    troubles,
    ...(answeredAt && { answeredAt }),
    ...messageOf({ groups, overdue }),
  };
}

function stateOf(counts: {
  clusters: number;
  unanswered: number;
  /** News of some of them is late, or may be. */
  late: boolean;
}): ProviderStatus['state'] {
  const { clusters, unanswered, late } = counts;
  if (clusters === 0) {
    return 'idle';
  }
  if (unanswered === clusters) {
    return 'unreachable';
  }
  return unanswered > 0 || late ? 'stale' : 'fresh';
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
