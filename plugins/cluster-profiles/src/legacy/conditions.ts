import type { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { CLUSTER_FILTER, PROFILE_FILTER } from '../entity/filters';

/**
 * Whether the entity is a cluster of ours, for `EntitySwitch`.
 * @public
 */
export const isClusterEntity: (entity: Entity) => boolean =
  filterPredicateToFilterFunction(CLUSTER_FILTER);

/**
 * Whether the entity is a profile, for `EntitySwitch`.
 * @public
 */
export const isProfileEntity: (entity: Entity) => boolean =
  filterPredicateToFilterFunction(PROFILE_FILTER);
