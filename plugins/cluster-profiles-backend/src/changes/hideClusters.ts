import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterResource } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { ClusterRow } from '../database/tables';
import type { Decision } from '../permissions/PermissionGate';
import { CLUSTER_COLUMNS, toClusterResource } from './toClusterResource';

const NAMES_A_QUERY = 1_000;

/** The plan of a publication as one caller may see it: clusters that he may not see are counted, not named. */
export async function hideClusters(
  plan: Plan,
  options: {
    knex: Knex;
    /** Asked only where clusters are named. */
    decide(): Promise<Decision<ClusterResource>>;
  },
): Promise<Plan> {
  const { usedBy = [], followers = [] } = plan.publication ?? {};
  const names = [...new Set([...usedBy, ...followers])];
  if (!plan.publication || names.length === 0) {
    return plan;
  }
  const decision = await options.decide();
  const visible = new Set<string>();
  for (let from = 0; from < names.length; from += NAMES_A_QUERY) {
    const rows = await options
      .knex<ClusterRow>('clusters')
      .whereIn('name', names.slice(from, from + NAMES_A_QUERY))
      // A name may have been used before: what counts is the live cluster, or else the last.
      .orderByRaw('case when live_name is null then 0 else 1 end')
      .orderBy('created_at')
      .select('name', ...CLUSTER_COLUMNS);
    for (const row of rows) {
      if (decision.allows(toClusterResource(row))) {
        visible.add(row.name);
      } else {
        visible.delete(row.name);
      }
    }
  }
  const shown = (list: string[]) => list.filter(name => visible.has(name));
  return {
    ...plan,
    publication: {
      ...plan.publication,
      usedBy: shown(usedBy),
      followers: shown(followers),
      hiddenClusters: {
        usedBy: usedBy.length - shown(usedBy).length,
        followers: followers.length - shown(followers).length,
      },
    },
  };
}
