import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import {
  changePermissionResourceRef,
  clusterPermissionResourceRef,
  profilePermissionResourceRef,
  PROFILE_LABEL,
  PROPOSED_KIND,
  TARGET_LABEL,
  targetPermissionResourceRef,
  type AskedAbout,
} from './permissions';

// One schema for each word, so that the documentation of the rules reads alike.
const claims = z
  .array(z.string())
  .describe('Entity references of users and groups that count as the person');
const names = z.array(z.string()).describe('Names');
const stages = z
  .array(z.string())
  .describe('Stages: development, staging, production');

const kinds = z
  .array(z.string())
  .describe('Kinds of change, such as create or publish');
const label = {
  label: z.string().describe('Name of a label of the target'),
  values: z.array(z.string()).describe('Values of it'),
};
const profileLabel = {
  ...label,
  label: z.string().describe('Name of a label of the profile'),
};

/** Of the two that are not about what is stored; both tell what a caller asks for. */
const proposes = {
  apply: ({ proposes: kind }: AskedAbout, params: { kinds: string[] }) =>
    kind !== undefined && params.kinds.includes(kind),
  toQuery: (params: { kinds: string[] }) => ({
    column: PROPOSED_KIND,
    values: params.kinds,
  }),
};
const labelled = (prefix: string) => ({
  apply: (
    { labels = {} }: Pick<AskedAbout, 'labels'>,
    params: { label: string; values: string[] },
  ) =>
    Object.hasOwn(labels, params.label) &&
    params.values.includes(labels[params.label]),
  toQuery: (params: { label: string; values: string[] }) => ({
    column: `${prefix}${params.label}`,
    values: params.values,
  }),
});
const hasLabel = labelled(TARGET_LABEL);

const clusterRules = {
  isOwner: createPermissionRule({
    name: 'IS_OWNER',
    description: 'Allow clusters that one of the claims owns',
    resourceRef: clusterPermissionResourceRef,
    paramsSchema: z.object({ claims }),
    apply: (cluster, params) => params.claims.includes(cluster.owner),
    toQuery: params => ({ column: 'owner_ref', values: params.claims }),
  }),
  hasStage: createPermissionRule({
    name: 'HAS_STAGE',
    description: 'Allow clusters on targets of these stages',
    resourceRef: clusterPermissionResourceRef,
    paramsSchema: z.object({ stages }),
    apply: (cluster, params) => params.stages.includes(cluster.stage),
    toQuery: params => ({ column: 'stage', values: params.stages }),
  }),
  hasTarget: createPermissionRule({
    name: 'HAS_TARGET',
    description: 'Allow clusters on these targets',
    resourceRef: clusterPermissionResourceRef,
    paramsSchema: z.object({ targets: names }),
    apply: (cluster, params) => params.targets.includes(cluster.target),
    toQuery: params => ({ column: 'target', values: params.targets }),
  }),
  hasProfile: createPermissionRule({
    name: 'HAS_PROFILE',
    description: 'Allow clusters that run one of these main profiles',
    resourceRef: clusterPermissionResourceRef,
    paramsSchema: z.object({ profiles: names }),
    apply: (cluster, params) => params.profiles.includes(cluster.profile),
    toQuery: params => ({ column: 'profile', values: params.profiles }),
  }),
  hasProvider: createPermissionRule({
    name: 'HAS_PROVIDER',
    description: 'Allow clusters of these providers',
    resourceRef: clusterPermissionResourceRef,
    paramsSchema: z.object({ providers: names }),
    apply: (cluster, params) => params.providers.includes(cluster.provider),
    toQuery: params => ({ column: 'provider', values: params.providers }),
  }),
  hasLabel: createPermissionRule({
    name: 'HAS_LABEL',
    description: 'Allow clusters on targets with a label',
    resourceRef: clusterPermissionResourceRef,
    paramsSchema: z.object(label),
    ...hasLabel,
  }),
  proposes: createPermissionRule({
    name: 'PROPOSES',
    description: 'Allow proposals of these kinds; says nothing elsewhere',
    resourceRef: clusterPermissionResourceRef,
    paramsSchema: z.object({ kinds }),
    ...proposes,
  }),
};

const profileRules = {
  isOwner: createPermissionRule({
    name: 'IS_OWNER',
    description: 'Allow profiles that one of the claims owns',
    resourceRef: profilePermissionResourceRef,
    paramsSchema: z.object({ claims }),
    apply: (profile, params) => params.claims.includes(profile.owner),
    toQuery: params => ({ column: 'owner_ref', values: params.claims }),
  }),
  hasName: createPermissionRule({
    name: 'HAS_NAME',
    description: 'Allow profiles of these names',
    resourceRef: profilePermissionResourceRef,
    paramsSchema: z.object({ names }),
    apply: (profile, params) => params.names.includes(profile.name),
    toQuery: params => ({ column: 'name', values: params.names }),
  }),
  hasLifecycle: createPermissionRule({
    name: 'HAS_LIFECYCLE',
    description: 'Allow profiles of these lifecycles',
    resourceRef: profilePermissionResourceRef,
    paramsSchema: z.object({ lifecycles: names }),
    apply: (profile, params) => params.lifecycles.includes(profile.lifecycle),
    toQuery: params => ({ column: 'lifecycle', values: params.lifecycles }),
  }),
  hasType: createPermissionRule({
    name: 'HAS_TYPE',
    description: 'Allow profiles of these types',
    resourceRef: profilePermissionResourceRef,
    paramsSchema: z.object({
      types: z
        .array(z.string())
        .describe('Types: infrastructure, add-on, full-stack'),
    }),
    apply: (profile, params) => params.types.includes(profile.type),
    toQuery: params => ({ column: 'type', values: params.types }),
  }),
  hasLabel: createPermissionRule({
    name: 'HAS_LABEL',
    description: 'Allow profiles with a label',
    resourceRef: profilePermissionResourceRef,
    paramsSchema: z.object(profileLabel),
    ...labelled(PROFILE_LABEL),
  }),
  proposes: createPermissionRule({
    name: 'PROPOSES',
    description: 'Allow proposals of these kinds; says nothing elsewhere',
    resourceRef: profilePermissionResourceRef,
    paramsSchema: z.object({ kinds }),
    ...proposes,
  }),
};

const targetRules = {
  hasName: createPermissionRule({
    name: 'HAS_NAME',
    description: 'Allow targets of these names',
    resourceRef: targetPermissionResourceRef,
    paramsSchema: z.object({ names }),
    apply: (target, params) => params.names.includes(target.name),
    toQuery: params => ({ column: 'name', values: params.names }),
  }),
  hasStage: createPermissionRule({
    name: 'HAS_STAGE',
    description: 'Allow targets of these stages',
    resourceRef: targetPermissionResourceRef,
    paramsSchema: z.object({ stages }),
    apply: (target, params) => params.stages.includes(target.stage),
    toQuery: params => ({ column: 'stage', values: params.stages }),
  }),
  hasProvider: createPermissionRule({
    name: 'HAS_PROVIDER',
    description: 'Allow targets of these providers',
    resourceRef: targetPermissionResourceRef,
    paramsSchema: z.object({ providers: names }),
    apply: (target, params) => params.providers.includes(target.provider),
    toQuery: params => ({ column: 'provider', values: params.providers }),
  }),
  hasLabel: createPermissionRule({
    name: 'HAS_LABEL',
    description: 'Allow targets with a label',
    resourceRef: targetPermissionResourceRef,
    paramsSchema: z.object(label),
    ...hasLabel,
  }),
};

const changeRules = {
  isOwner: createPermissionRule({
    name: 'IS_OWNER',
    description:
      'Allow changes of clusters and profiles that one of the claims owns',
    resourceRef: changePermissionResourceRef,
    paramsSchema: z.object({ claims }),
    apply: (change, params) => params.claims.includes(change.owner),
    toQuery: params => ({ column: 'owner_ref', values: params.claims }),
  }),
  hasKind: createPermissionRule({
    name: 'HAS_KIND',
    description: 'Allow changes of these kinds',
    resourceRef: changePermissionResourceRef,
    paramsSchema: z.object({ kinds }),
    apply: (change, params) => params.kinds.includes(change.kind),
    toQuery: params => ({ column: 'kind', values: params.kinds }),
  }),
  isProposer: createPermissionRule({
    name: 'IS_PROPOSER',
    description: 'Allow changes that one of the claims proposed',
    resourceRef: changePermissionResourceRef,
    paramsSchema: z.object({ claims }),
    apply: (change, params) => params.claims.includes(change.proposer),
    toQuery: params => ({ column: 'proposer', values: params.claims }),
  }),
  // Changes of profiles have no stage: a null column is in no list, and the empty string of the resource must not be either.
  hasStage: createPermissionRule({
    name: 'HAS_STAGE',
    description:
      'Allow changes of clusters on targets of these stages; never changes of profiles',
    resourceRef: changePermissionResourceRef,
    paramsSchema: z.object({ stages }),
    apply: (change, params) =>
      change.stage !== '' && params.stages.includes(change.stage),
    toQuery: params => ({
      column: 'stage',
      values: params.stages.filter(stage => stage !== ''),
    }),
  }),
  hasTarget: createPermissionRule({
    name: 'HAS_TARGET',
    description: 'Allow changes of clusters on these targets',
    resourceRef: changePermissionResourceRef,
    paramsSchema: z.object({ targets: names }),
    apply: (change, params) =>
      change.target !== '' && params.targets.includes(change.target),
    toQuery: params => ({
      column: 'target',
      values: params.targets.filter(target => target !== ''),
    }),
  }),
  hasLabel: createPermissionRule({
    name: 'HAS_LABEL',
    description: 'Allow changes of clusters on targets with a label',
    resourceRef: changePermissionResourceRef,
    paramsSchema: z.object(label),
    ...hasLabel,
  }),
};

/** Rules of each resource type, for the plugin that registers them. @public */
export const clusterPermissionRules = Object.values(clusterRules);
/** @public */
export const profilePermissionRules = Object.values(profileRules);
/** @public */
export const targetPermissionRules = Object.values(targetRules);
/** @public */
export const changePermissionRules = Object.values(changeRules);

/** Conditions that permission policies build decisions about clusters from. @public */
export const {
  conditions: clusterConditions,
  createConditionalDecision: createClusterConditionalDecision,
} = createConditionExports({
  resourceRef: clusterPermissionResourceRef,
  rules: clusterRules,
});
/** Conditions that permission policies build decisions about profiles from. @public */
export const {
  conditions: profileConditions,
  createConditionalDecision: createProfileConditionalDecision,
} = createConditionExports({
  resourceRef: profilePermissionResourceRef,
  rules: profileRules,
});
/** Conditions that permission policies build decisions about targets from. @public */
export const {
  conditions: targetConditions,
  createConditionalDecision: createTargetConditionalDecision,
} = createConditionExports({
  resourceRef: targetPermissionResourceRef,
  rules: targetRules,
});
/** Conditions that permission policies build decisions about changes from. @public */
export const {
  conditions: changeConditions,
  createConditionalDecision: createChangeConditionalDecision,
} = createConditionExports({
  resourceRef: changePermissionResourceRef,
  rules: changeRules,
});
