import type { TargetListItem } from '@cluster-profiles/plugin-cluster-profiles-common';
import { targetCard } from '../../fields/ClusterTargetPicker/targetCard';
import type { RadioCard } from '../../components/RadioCards/RadioCards';

/** Targets as places to import from; those that can be chosen first. */
export function importTargetCards(
  targets: readonly TargetListItem[],
): RadioCard[] {
  return targets
    .map(target => targetCard({ ...target, use: target.import }, {}))
    .sort(
      (a, b) =>
        Number(a.disabled) - Number(b.disabled) ||
        a.title.localeCompare(b.title),
    );
}
