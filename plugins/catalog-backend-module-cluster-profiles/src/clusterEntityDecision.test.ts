import type { Entity } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  clusterReadPermission,
  type Cluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterConditions,
  clusterEntityRules,
  clusterPermissionRules,
  createClusterConditionalDecision,
  createClusterEntityDecision,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { aCluster } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { toClusterEntity } from './toClusterEntity';

const CHECKOUT = 'group:default/checkout';
const clusters: Cluster[] = [
  aCluster(),
  { ...aCluster(), name: 'ledger', stage: 'production', target: 'prod-eu1' },
  { ...aCluster(), name: 'index', owner: 'group:default/search' },
  { ...aCluster(), name: 'legacy', provider: 'imported', profiles: [] },
];
const entityOf = (cluster: Cluster): Entity => ({
  ...toClusterEntity({ cluster }),
  // As the catalog adds them.
  relations: [{ type: 'ownedBy', targetRef: cluster.owner }],
});
const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'website' },
};

const rulesOf = (rules: readonly any[]) => (name: string) =>
  rules.find(rule => rule.name === name);
const api = createConditionAuthorizer({
  getRuleByName: rulesOf(clusterPermissionRules),
} as any);
const catalog = createConditionAuthorizer({
  getRuleByName: rulesOf(clusterEntityRules),
} as any);

const when = (
  conditions: Parameters<typeof createClusterConditionalDecision>[1],
) => createClusterConditionalDecision(clusterReadPermission, conditions);

describe('createClusterEntityDecision', () => {
  it.each<[string, PolicyDecision]>([
    ['all', { result: AuthorizeResult.ALLOW }],
    ['none', { result: AuthorizeResult.DENY }],
    ['an owner', when(clusterConditions.isOwner({ claims: [CHECKOUT] }))],
    ['a stage', when(clusterConditions.hasStage({ stages: ['production'] }))],
    ['a target', when(clusterConditions.hasTarget({ targets: ['prod-eu1'] }))],
    [
      'a provider',
      when(clusterConditions.hasProvider({ providers: ['imported'] })),
    ],
    [
      'a profile',
      when(
        clusterConditions.hasProfile({
          profiles: [aCluster().profiles[0].name],
        }),
      ),
    ],
    [
      'what is put together',
      when({
        anyOf: [
          {
            allOf: [
              clusterConditions.isOwner({ claims: [CHECKOUT] }),
              { not: clusterConditions.hasStage({ stages: ['production'] }) },
            ],
          },
          clusterConditions.hasProvider({ providers: ['imported'] }),
        ],
      }),
    ],
  ])('hides in the catalog what the API hides: %s', (_what, decision) => {
    const entityDecision = createClusterEntityDecision(
      catalogEntityReadPermission,
      decision,
    );
    const seen = clusters.filter(cluster =>
      api(decision, {
        ...cluster,
        profile: cluster.profiles[0]?.name ?? '',
      }),
    );
    expect(
      clusters.filter(cluster => catalog(entityDecision, entityOf(cluster))),
    ).toEqual(seen);
    // And nothing that is none.
    expect(catalog(entityDecision, component)).toBe(true);
  });

  it('does not guess what an entity cannot tell', () => {
    expect(() =>
      createClusterEntityDecision(
        catalogEntityReadPermission,
        when(clusterConditions.hasLabel({ label: 'a', values: ['b'] })),
      ),
    ).toThrow(/HAS_LABEL/);
  });
});

describe('clusterEntityRules', () => {
  it('look for the same in the database', () => {
    const [ledger] = clusters.slice(1).map(entityOf);
    const [, has] = clusterEntityRules as any[];
    for (const [property, value] of [
      ['stage', 'production'],
      ['target', 'prod-eu1'],
      ['provider', 'simulator'],
      ['profile', aCluster().profiles[0].name],
    ]) {
      const params = { property, values: [value] };
      const { key, values } = has.toQuery(params);
      const name = key.replace('metadata.annotations.', '');
      expect(ledger.metadata.annotations![name]).toBe(value);
      expect(values).toEqual([value]);
      expect(has.apply(ledger, params)).toBe(true);
    }
    expect(has.toQuery({ property: 'owner', values: [CHECKOUT] })).toEqual({
      key: 'relations.ownedBy',
      values: [CHECKOUT],
    });
  });
});
