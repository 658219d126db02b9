import {
  objectsAtRisk,
  type MachineReplacement,
  type Plan,
  type RollbackClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** From mild to severe. */
const SEVERITY: readonly RollbackClass[] = [
  'not-started',
  'reversible',
  'replaces-nodes',
  'forward-only',
];

type Impact = Pick<
  Plan,
  'machinesReplaced' | 'objects' | 'layerObjects' | 'findings' | 'rollbackClass'
>;

/** Why a later plan is worse than the one that was approved; undefined while it is not. */
export function compareImpact(
  before: Impact,
  after: Impact,
): string | undefined {
  if (
    SEVERITY.indexOf(after.rollbackClass) >
    SEVERITY.indexOf(before.rollbackClass)
  ) {
    return `It is ${after.rollbackClass} now instead of ${before.rollbackClass}`;
  }
  const machines = countByPool(before.machinesReplaced);
  for (const [pool, count] of countByPool(after.machinesReplaced)) {
    const approved = machines.get(pool) ?? 0;
    if (count > approved) {
      return `${count} machines of ${pool} would be replaced now instead of ${approved}`;
    }
  }
  const removed = after.objects.removed.filter(
    object => !before.objects.removed.includes(object),
  );
  if (removed.length > 0) {
    return `It would remove more now: ${firstFew(removed)}`;
  }
  const approved = objectsAtRisk(before);
  const atRisk = objectsAtRisk(after).filter(it => !approved.includes(it));
  if (atRisk.length > 0) {
    return `It would put more at risk now: ${firstFew(atRisk)}`;
  }
  const known = new Set(blockers(before).map(keyOf));
  const blocker = blockers(after).find(finding => !known.has(keyOf(finding)));
  return blocker && `It is blocked now: ${blocker.message}`;
}

function firstFew(names: readonly string[]): string {
  const more = names.length - 5;
  return `${names.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function countByPool(
  replacements: readonly MachineReplacement[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { pool, count } of replacements) {
    counts.set(pool, (counts.get(pool) ?? 0) + count);
  }
  return counts;
}

function blockers({ findings }: Impact): Plan['findings'] {
  return findings.filter(({ severity }) => severity === 'block');
}

function keyOf({ code, path }: Plan['findings'][number]): string {
  return `${code} ${path ?? ''}`;
}
