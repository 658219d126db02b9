import {
  countNodes,
  type DesiredState,
  type LimitStanding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ClusterRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';

/** What a limit counts together. */
interface Scope {
  owner?: string;
  targets?: string[];
  stages?: string[];
}

type Place = Pick<ClusterRow, 'owner_ref' | 'target' | 'stage'>;

/** Limits that concern a state that a cluster is to have, with what others use of them and what it would come to. */
export async function listLimits(
  tx: InTransaction,
  options: {
    clusterUid: string;
    desired: Pick<DesiredState, 'cluster' | 'target' | 'nodePools' | 'deleted'>;
    config: Pick<ClusterProfilesConfig, 'targets' | 'ownerLimits'>;
  },
): Promise<LimitStanding[]> {
  const { clusterUid, desired } = options;
  const limits = desired.deleted ? [] : limitsOf(desired, options.config);
  if (limits.length === 0) {
    return [];
  }
  const before = await tx<ClusterRow>('clusters')
    .where({ uid: clusterUid })
    .whereNotNull('live_name')
    .whereNotNull('desired_revision')
    .first('owner_ref', 'target', 'stage', 'nodes');
  const nodes = countNodes(desired.nodePools);
  return Promise.all(
    limits.map(async ({ of, what, allowed, scope }) => {
      const others = await useOfOthers(tx, { clusterUid, scope });
      const own = before && isIn(scope, before) ? before : undefined;
      const amount = (nodesOfIt: number) =>
        what === 'clusters' ? 1 : nodesOfIt;
      return {
        of,
        what,
        used: others[what] + (own ? amount(own.nodes) : 0),
        after: others[what] + amount(nodes),
        allowed,
      };
    }),
  );
}

function limitsOf(
  { cluster, target }: Pick<DesiredState, 'cluster' | 'target'>,
  config: Pick<ClusterProfilesConfig, 'targets' | 'ownerLimits'>,
) {
  const among = (values: string[] | undefined, value: string) =>
    !values || values.includes(value);
  const place = config.targets.find(({ name }) => name === target.name);
  const rules: Array<{
    of: string;
    clusters?: number;
    nodes?: number;
    scope: Scope;
  }> = [
    ...(place?.limits
      ? [
          {
            of: `Target ${place.name}`,
            ...place.limits,
            scope: { targets: [place.name] },
          },
        ]
      : []),
    ...(config.ownerLimits ?? [])
      .filter(
        limit =>
          among(limit.owner, cluster.owner) &&
          among(limit.target, target.name) &&
          among(limit.stage, target.stage),
      )
      .map(({ name, clusters, nodes, ...limit }) => ({
        of: `Owner ${nameOf(cluster.owner)} (${name})`,
        clusters,
        nodes,
        scope: {
          owner: cluster.owner,
          targets: limit.target,
          stages: limit.stage,
        },
      })),
  ];
  return rules.flatMap(({ of, scope, ...rule }) =>
    (['clusters', 'nodes'] as const).flatMap(what => {
      const allowed = rule[what];
      return allowed === undefined ? [] : [{ of, what, allowed, scope }];
    }),
  );
}

function isIn({ owner, targets, stages }: Scope, place: Place): boolean {
  return (
    (!owner || place.owner_ref === owner) &&
    (!targets || targets.includes(place.target)) &&
    (!stages || stages.includes(place.stage))
  );
}

/** Accepted clusters but for the one that it is about. */
async function useOfOthers(
  tx: InTransaction,
  { clusterUid, scope }: { clusterUid: string; scope: Scope },
): Promise<{ clusters: number; nodes: number }> {
  const row = await tx<ClusterRow>('clusters')
    .whereNotNull('live_name')
    .whereNotNull('desired_revision')
    .whereNot({ uid: clusterUid })
    .where(builder => {
      if (scope.owner) builder.where('owner_ref', scope.owner);
      if (scope.targets) builder.whereIn('target', scope.targets);
      if (scope.stages) builder.whereIn('stage', scope.stages);
    })
    .count({ clusters: '*' })
    .sum({ nodes: 'nodes' })
    .first();
  // PostgreSQL counts in text; the sum of nothing is null.
  return {
    clusters: Number(row?.clusters ?? 0),
    nodes: Number(row?.nodes ?? 0),
  };
}
