import type { ColumnFilter } from './permissions';
import {
  changeConditions,
  changePermissionRules,
  clusterConditions,
  clusterPermissionRules,
  createChangeConditionalDecision,
  createClusterConditionalDecision,
  profileConditions,
  profilePermissionRules,
  targetConditions,
  targetPermissionRules,
} from './permissionRules';
import {
  changeReadPermission,
  clusterReadPermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const cluster = {
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  stage: 'development',
  provider: 'simulator',
  profile: 'production-base',
};
const clusterRow = {
  owner_ref: cluster.owner,
  target: cluster.target,
  stage: cluster.stage,
  provider: cluster.provider,
  profile: cluster.profile,
};
const profile = {
  name: 'ai-ml-gpu',
  owner: 'group:default/platform',
  type: 'full-stack',
  lifecycle: 'experimental',
  labels: { audience: 'internal' },
};
const profileRow = {
  name: profile.name,
  owner_ref: profile.owner,
  type: profile.type,
  lifecycle: profile.lifecycle,
  // What a label comes to, as the plugin resolves it.
  'profile-label:audience': profile.labels.audience,
  'profile-label:toString': null,
};
const target = { name: 'gpu-eu1', stage: 'development', provider: 'simulator' };
const targetRow = target;
const change = {
  kind: 'create',
  proposer: 'user:default/alice',
  subjectKind: 'cluster',
  owner: 'group:default/checkout',
  stage: 'production',
  target: 'prod-eu1',
};
const changeRow = {
  kind: change.kind,
  proposer: change.proposer,
  owner_ref: change.owner,
  stage: change.stage,
};
const publication = {
  kind: 'publish',
  proposer: 'user:default/paula',
  subjectKind: 'profile',
  owner: 'group:default/platform',
  stage: '',
  target: '',
};
const publicationRow = {
  kind: 'publish',
  proposer: publication.proposer,
  owner_ref: publication.owner,
  stage: null,
};

/** What the database does with a filter. */
function selects(
  filter: ColumnFilter,
  row: Record<string, string | null>,
): boolean {
  expect(Object.keys(row)).toContain(filter.column);
  const value = row[filter.column];
  return value !== null && filter.values.includes(value);
}

function judge(
  rules: readonly any[],
  condition: { rule: string; params?: unknown },
  resource: unknown,
  row: Record<string, string | null>,
) {
  const rule = rules.find(candidate => candidate.name === condition.rule);
  return [
    rule.apply(resource, condition.params),
    selects(rule.toQuery(condition.params), row),
  ];
}

describe('permissionRules', () => {
  it.each([
    [clusterConditions.isOwner({ claims: [cluster.owner] }), true],
    [clusterConditions.isOwner({ claims: [] }), false],
    [clusterConditions.hasStage({ stages: ['development'] }), true],
    [clusterConditions.hasStage({ stages: ['production'] }), false],
    [clusterConditions.hasTarget({ targets: ['dev-eu1', 'x'] }), true],
    [clusterConditions.hasTarget({ targets: ['prod-eu1'] }), false],
    [clusterConditions.hasProfile({ profiles: ['production-base'] }), true],
    [clusterConditions.hasProfile({ profiles: ['edge-small'] }), false],
    [clusterConditions.hasProvider({ providers: ['simulator'] }), true],
    [clusterConditions.hasProvider({ providers: ['cluster-api'] }), false],
  ])('of clusters agree in memory and in the database: %j', (condition, is) => {
    expect(
      judge(clusterPermissionRules, condition, cluster, clusterRow),
    ).toEqual([is, is]);
  });

  it.each([
    [profileConditions.isOwner({ claims: [profile.owner] }), true],
    [profileConditions.isOwner({ claims: ['group:default/x'] }), false],
    [profileConditions.hasName({ names: ['ai-ml-gpu'] }), true],
    [profileConditions.hasName({ names: ['edge-small'] }), false],
    [profileConditions.hasLifecycle({ lifecycles: ['experimental'] }), true],
    [profileConditions.hasLifecycle({ lifecycles: ['production'] }), false],
    [profileConditions.hasType({ types: ['full-stack'] }), true],
    [profileConditions.hasType({ types: ['add-on'] }), false],
    [
      profileConditions.hasLabel({ label: 'audience', values: ['internal'] }),
      true,
    ],
    [profileConditions.hasLabel({ label: 'audience', values: ['all'] }), false],
    [profileConditions.hasLabel({ label: 'toString', values: ['x'] }), false],
  ])('of profiles agree in memory and in the database: %j', (condition, is) => {
    expect(
      judge(profilePermissionRules, condition, profile, profileRow),
    ).toEqual([is, is]);
  });

  it.each([
    [targetConditions.hasName({ names: ['gpu-eu1'] }), true],
    [targetConditions.hasName({ names: ['dev-eu1'] }), false],
    [targetConditions.hasStage({ stages: ['development'] }), true],
    [targetConditions.hasStage({ stages: ['production'] }), false],
  ])('of targets agree in memory and in the database: %j', (condition, is) => {
    expect(judge(targetPermissionRules, condition, target, targetRow)).toEqual([
      is,
      is,
    ]);
  });

  it.each([
    [changeConditions.isOwner({ claims: [change.owner] }), true],
    [changeConditions.isOwner({ claims: [change.proposer] }), false],
    [changeConditions.hasKind({ kinds: ['create', 'upgrade'] }), true],
    [changeConditions.hasKind({ kinds: ['publish'] }), false],
    [changeConditions.isProposer({ claims: [change.proposer] }), true],
    [changeConditions.isProposer({ claims: [change.owner] }), false],
    [changeConditions.hasStage({ stages: ['production'] }), true],
    [changeConditions.hasStage({ stages: ['staging'] }), false],
  ])('of changes agree in memory and in the database: %j', (condition, is) => {
    expect(judge(changePermissionRules, condition, change, changeRow)).toEqual([
      is,
      is,
    ]);
  });

  it('never gives a stage to a change of a profile', () => {
    for (const stages of [[''], ['production'], []]) {
      expect(
        judge(
          changePermissionRules,
          changeConditions.hasStage({ stages }),
          publication,
          publicationRow,
        ),
      ).toEqual([false, false]);
    }
  });

  it('makes decisions that policies can return', () => {
    expect(
      createClusterConditionalDecision(
        clusterReadPermission,
        clusterConditions.hasStage({ stages: ['development'] }),
      ),
    ).toEqual({
      result: 'CONDITIONAL',
      pluginId: 'cluster-profiles',
      resourceType: 'cluster-profiles-cluster',
      conditions: {
        rule: 'HAS_STAGE',
        resourceType: 'cluster-profiles-cluster',
        params: { stages: ['development'] },
      },
    });
    expect(
      createChangeConditionalDecision(
        changeReadPermission,
        changeConditions.hasKind({ kinds: ['publish'] }),
      ).resourceType,
    ).toBe('cluster-profiles-change');
  });
});
