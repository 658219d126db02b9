import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  administerPermission,
  changeApprovePermission,
  changeBreakGlassPermission,
  changeCancelPermission,
  changeReadPermission,
  clusterAccessAdminPermission,
  clusterForcePermission,
  clusterAccessEditPermission,
  clusterAccessViewPermission,
  clusterProfilesPermissions,
  clusterProposePermission,
  clusterReadPermission,
  clusterReadValuesPermission,
  profileForcePermission,
  profileProposePermission,
  profileReadPermission,
  profileReadValuesPermission,
  profileUsePermission,
  targetUsePermission,
  policyReadPermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changePermissionRules,
  clusterPermissionRules,
  profilePermissionRules,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { decide } from './decide';

const claims = {
  alice: ['user:default/alice', 'group:default/checkout'],
  carol: ['user:default/carol', 'group:default/search'],
  dora: ['user:default/dora', 'group:default/data-science'],
  paula: ['user:default/paula', 'group:default/platform'],
  sam: ['user:default/sam', 'group:default/security'],
};
type Person = keyof typeof claims;
const people = Object.keys(claims) as Person[];

const rules: Record<string, readonly { name: string }[]> = {
  'cluster-profiles-cluster': clusterPermissionRules,
  'cluster-profiles-profile': profilePermissionRules,
  'cluster-profiles-change': changePermissionRules,
};

/** What comes of the decision for one resource. */
function holds(decision: PolicyDecision, resource: object): boolean {
  const type = 'resourceType' in decision ? decision.resourceType : '';
  return createConditionAuthorizer({
    getRuleByName: (name: string): any =>
      rules[type].find(rule => rule.name === name),
  })(decision, resource);
}

const cluster = (owner: string, stage: string) => ({
  owner: `group:default/${owner}`,
  stage,
  target: 'any',
  provider: 'simulator',
  profile: 'production-base',
});
const profile = (name: string, owner = 'platform') => ({
  name,
  owner: `group:default/${owner}`,
  type: 'full-stack',
  lifecycle: 'production',
});
const change = (overrides: object) => ({
  kind: 'create',
  proposer: 'user:default/bob',
  subjectKind: 'cluster',
  owner: 'group:default/checkout',
  stage: 'production',
  target: 'prod-eu1',
  ...overrides,
});
const anything = {};

const everybody = people;
const table: Array<[string, Permission, object, Person[]]> = [
  ['asks what policies say', policyReadPermission, anything, everybody],
  [
    'sees a development cluster of checkout',
    clusterReadPermission,
    cluster('checkout', 'development'),
    everybody,
  ],
  [
    'sees a staging cluster of search',
    clusterReadPermission,
    cluster('search', 'staging'),
    everybody,
  ],
  [
    'sees a production cluster of checkout',
    clusterReadPermission,
    cluster('checkout', 'production'),
    ['alice', 'paula', 'sam'],
  ],
  [
    'reads values of a development cluster of checkout',
    clusterReadValuesPermission,
    cluster('checkout', 'development'),
    everybody,
  ],
  [
    'reads values of a staging cluster of checkout',
    clusterReadValuesPermission,
    cluster('checkout', 'staging'),
    ['alice', 'paula', 'sam'],
  ],
  [
    'proposes for a development cluster of checkout',
    clusterProposePermission,
    cluster('checkout', 'development'),
    ['alice', 'paula'],
  ],
  [
    'proposes for a production cluster of search',
    clusterProposePermission,
    cluster('search', 'production'),
    ['carol', 'paula'],
  ],
  [
    'looks into a production cluster of checkout',
    clusterAccessViewPermission,
    cluster('checkout', 'production'),
    ['alice', 'paula'],
  ],
  [
    'looks into a development cluster of search',
    clusterAccessViewPermission,
    cluster('search', 'development'),
    ['carol', 'paula'],
  ],
  [
    'edits in a staging cluster of checkout',
    clusterAccessEditPermission,
    cluster('checkout', 'staging'),
    ['alice', 'paula'],
  ],
  [
    'edits in a production cluster of checkout',
    clusterAccessEditPermission,
    cluster('checkout', 'production'),
    ['paula'],
  ],
  [
    'administers a development cluster of checkout from inside',
    clusterAccessAdminPermission,
    cluster('checkout', 'development'),
    ['paula'],
  ],
  [
    'forces the deletion of a development cluster of checkout',
    clusterForcePermission,
    cluster('checkout', 'development'),
    ['paula'],
  ],
  ['sees profiles', profileReadPermission, profile('ai-ml-gpu'), everybody],
  [
    'reads values of profiles',
    profileReadValuesPermission,
    profile('ai-ml-gpu'),
    everybody,
  ],
  [
    'uses production-base',
    profileUsePermission,
    profile('production-base'),
    everybody,
  ],
  [
    'uses ai-ml-gpu',
    profileUsePermission,
    profile('ai-ml-gpu'),
    ['dora', 'paula'],
  ],
  [
    'proposes for a profile of the platform team',
    profileProposePermission,
    profile('production-base'),
    ['paula'],
  ],
  [
    'proposes for a profile of data science',
    profileProposePermission,
    profile('notebooks', 'data-science'),
    ['dora', 'paula'],
  ],
  [
    'withdraws a version that is in use',
    profileForcePermission,
    profile('production-base'),
    ['paula'],
  ],
  ['uses targets', targetUsePermission, anything, everybody],
  [
    'sees a production change of checkout',
    changeReadPermission,
    change({}),
    ['alice', 'paula', 'sam'],
  ],
  [
    'sees a development change of checkout',
    changeReadPermission,
    change({ stage: 'development' }),
    everybody,
  ],
  [
    'sees an own proposal',
    changeReadPermission,
    change({ proposer: 'user:default/carol' }),
    ['alice', 'carol', 'paula', 'sam'],
  ],
  [
    'sees a publication',
    changeReadPermission,
    change({ kind: 'publish', owner: 'group:default/platform', stage: '' }),
    everybody,
  ],
  ['breaks glass', changeBreakGlassPermission, change({}), ['paula']],
  ['approves', changeApprovePermission, change({}), ['paula', 'sam']],
  [
    'cancels a change of checkout',
    changeCancelPermission,
    change({}),
    ['alice', 'paula'],
  ],
  ['administers', administerPermission, anything, ['paula']],
  [
    'uses the rest of the portal',
    createPermission({
      name: 'scaffolder.task.create',
      attributes: { action: 'create' },
    }),
    anything,
    everybody,
  ],
];

describe('decide', () => {
  it.each(table)('%s', (_, permission, resource, allowed) => {
    expect(
      people.filter(person =>
        holds(decide({ permission, claims: claims[person] }), resource),
      ),
    ).toEqual(allowed);
  });

  it('hides in the catalog the clusters that the API hides', () => {
    const ofCatalog = (person: Person) =>
      decide({
        permission: catalogEntityReadPermission,
        claims: claims[person],
      });
    expect(ofCatalog('paula')).toEqual({ result: 'ALLOW' });
    expect(ofCatalog('sam')).toEqual({ result: 'ALLOW' });
    expect(ofCatalog('carol')).toMatchObject({
      result: 'CONDITIONAL',
      pluginId: 'catalog',
      conditions: {
        anyOf: [
          { not: { rule: 'IS_PROFILED_CLUSTER' } },
          {
            anyOf: [
              { params: { property: 'owner', values: claims.carol } },
              {
                params: {
                  property: 'stage',
                  values: ['development', 'staging'],
                },
              },
            ],
          },
        ],
      },
    });
  });

  it('is tested for every permission', () => {
    const tested = new Set(table.map(([, { name }]) => name));
    expect(
      clusterProfilesPermissions
        .map(({ name }) => name)
        .filter(name => !tested.has(name)),
    ).toEqual([]);
  });
});
