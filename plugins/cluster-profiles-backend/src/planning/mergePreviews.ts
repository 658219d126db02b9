import {
  canonicalJson,
  type MachineReplacement,
  type Takeover,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProviderPreview } from '@cluster-profiles/plugin-cluster-profiles-node';

/**
 * The worst of what several starting points lead to: a cluster between two revisions may stand at either. Objects are those
 * of the first, and what any of them would remove.
 */
export function mergePreviews(
  previews: readonly ProviderPreview[],
): ProviderPreview {
  const [first, ...others] = previews;
  const [kubernetesPath] = previews
    .map(preview => preview.kubernetesPath)
    .filter(path => path !== undefined)
    .sort((a, b) => b.length - a.length);
  const machines = new Map<string, MachineReplacement>();
  for (const replacement of previews.flatMap(p => totals(p))) {
    const known = machines.get(replacement.pool);
    if (!known || known.count < replacement.count) {
      machines.set(replacement.pool, replacement);
    }
  }
  const { identity, differences } = first;
  const takeovers = previews.flatMap(preview => preview.takeovers ?? []);
  return {
    ...(identity !== undefined && { identity }),
    ...(differences && { differences }),
    ...(takeovers.length > 0 && { takeovers: sortTakeovers(takeovers) }),
    objects: {
      ...first.objects,
      removed: [
        ...new Set(previews.flatMap(({ objects }) => objects.removed)),
      ].sort(),
    },
    machinesReplaced: [...machines.values()],
    findings: [first, ...others].flatMap(({ findings }) => findings),
    ...(kubernetesPath && { kubernetesPath }),
  };
}

/** Each once, so that equal takeovers have equal digests. */
function sortTakeovers(takeovers: readonly Takeover[]): Takeover[] {
  return Array.from(new Map(takeovers.map(it => [canonicalJson(it), it])))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, takeover]) => takeover);
}

/** One entry a pool. */
function totals({ machinesReplaced }: ProviderPreview): MachineReplacement[] {
  const pools = new Map<string, MachineReplacement>();
  for (const { pool, count, reason } of machinesReplaced) {
    const known = pools.get(pool);
    pools.set(
      pool,
      known
        ? {
            pool,
            count: known.count + count,
            reason: `${known.reason}, ${reason}`,
          }
        : { pool, count, reason },
    );
  }
  return [...pools.values()];
}
