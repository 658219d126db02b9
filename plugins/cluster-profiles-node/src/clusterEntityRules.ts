import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  CLUSTER_PROFILE_ANNOTATION,
  CLUSTER_PROVIDER_ANNOTATION,
  CLUSTER_STAGE_ANNOTATION,
  CLUSTER_TARGET_ANNOTATION,
  CLUSTER_UID_ANNOTATION,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod';

const ANNOTATIONS = {
  stage: CLUSTER_STAGE_ANNOTATION,
  target: CLUSTER_TARGET_ANNOTATION,
  provider: CLUSTER_PROVIDER_ANNOTATION,
  profile: CLUSTER_PROFILE_ANNOTATION,
};

const annotation = (entity: Entity, name: string): string | undefined =>
  entity.metadata.annotations?.[name];

/** Entities that stand for clusters of this suite. @public */
export const isProfiledCluster = createPermissionRule({
  name: 'IS_PROFILED_CLUSTER',
  description: 'Allow clusters that are kept by cluster profiles',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({}),
  apply: entity => annotation(entity, CLUSTER_UID_ANNOTATION) !== undefined,
  toQuery: () => ({ key: `metadata.annotations.${CLUSTER_UID_ANNOTATION}` }),
});

/** The same by what the API looks at. @public */
export const profiledClusterHas = createPermissionRule({
  name: 'PROFILED_CLUSTER_HAS',
  description: 'Allow clusters kept by cluster profiles with one of the values',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    property: z
      .enum(['owner', 'stage', 'target', 'provider', 'profile'])
      .describe('What of the cluster is looked at'),
    values: z.array(z.string()).describe('Values of it'),
  }),
  apply: (entity, { property, values }) => {
    if (property === 'owner') {
      return (entity.relations ?? []).some(
        ({ type, targetRef }) =>
          type === RELATION_OWNED_BY && values.includes(targetRef),
      );
    }
    const value = annotation(entity, ANNOTATIONS[property]);
    return value !== undefined && values.includes(value);
  },
  toQuery: ({ property, values }) => ({
    key:
      property === 'owner'
        ? `relations.${RELATION_OWNED_BY}`
        : `metadata.annotations.${ANNOTATIONS[property]}`,
    values,
  }),
});

/** What the catalog module registers. @public */
export const clusterEntityRules = [isProfiledCluster, profiledClusterHas];
