import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionExports } from '@backstage/plugin-permission-node';
import { isProfiledCluster, profiledClusterHas } from './clusterEntityRules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: catalogEntityPermissionResourceRef,
  rules: { isProfiledCluster, profiledClusterHas },
});

/** Conditions for policies of the catalog. @public */
export const clusterEntityConditions = conditions;

type EntityCriteria = PermissionCriteria<PermissionCondition<'catalog-entity'>>;

/**
 * What a policy returns for `catalog.entity.read`, made from what it returns for `cluster-profiles.cluster.read`: the catalog then hides
 * the clusters that the API hides, and nothing else. Throws `TypeError` for a rule that entities cannot answer (`HAS_LABEL`, `PROPOSES`).
 *
 * @public
 */
export function createClusterEntityDecision(
  permission: ResourcePermission<'catalog-entity'>,
  clusterRead: PolicyDecision,
): PolicyDecision {
  const others = { not: clusterEntityConditions.isProfiledCluster({}) };
  switch (clusterRead.result) {
    case AuthorizeResult.ALLOW:
      return clusterRead;
    case AuthorizeResult.DENY:
      return createConditionalDecision(permission, others);
    default:
      return createConditionalDecision(permission, {
        anyOf: [others, translate(clusterRead.conditions)],
      });
  }
}

function translate(
  criteria: PermissionCriteria<PermissionCondition>,
): EntityCriteria {
  if ('not' in criteria) {
    return { not: translate(criteria.not) };
  }
  if ('anyOf' in criteria) {
    const [first, ...rest] = criteria.anyOf;
    return { anyOf: [translate(first), ...rest.map(translate)] };
  }
  if ('allOf' in criteria) {
    const [first, ...rest] = criteria.allOf;
    return { allOf: [translate(first), ...rest.map(translate)] };
  }
  const { rule, params = {} } = criteria;
  const [values = []] = Object.values(params) as string[][];
  switch (rule) {
    case 'IS_OWNER':
      return has('owner', values);
    case 'HAS_STAGE':
      return has('stage', values);
    case 'HAS_TARGET':
      return has('target', values);
    case 'HAS_PROVIDER':
      return has('provider', values);
    case 'HAS_PROFILE':
      return has('profile', values);
    default:
      throw new TypeError(
        `Entities of clusters cannot answer the rule ${rule}; use another in the policy of cluster-profiles.cluster.read, or write the conditions of the catalog by hand`,
      );
  }
}

function has(
  property: 'owner' | 'stage' | 'target' | 'provider' | 'profile',
  values: string[],
) {
  return clusterEntityConditions.profiledClusterHas({ property, values });
}
