import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  administerPermission,
  clusterReadPermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterConditions,
  clusterPermissionResourceRef,
  clusterPermissionRules,
  createClusterConditionalDecision,
  type ClusterResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { insertExampleCluster } from '../profiles/__testUtils__/exampleRows';
import { PermissionGate } from './PermissionGate';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const user = mockCredentials.user();
const ci = mockCredentials.service('external:ci');
const stranger = mockCredentials.service('external:stranger');

const allow = { result: AuthorizeResult.ALLOW } as const;
const deny = { result: AuthorizeResult.DENY } as const;
const onStaging = createClusterConditionalDecision(
  clusterReadPermission,
  clusterConditions.hasStage({ stages: ['staging'] }),
);

const cluster = (stage: string): ClusterResource => ({
  stage,
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  provider: 'simulator',
  profile: 'base',
});

function createGate(decision: typeof allow | typeof deny | typeof onStaging) {
  const permissions = mockServices.permissions.mock();
  permissions.authorizeConditional.mockResolvedValue([decision]);
  permissions.authorize.mockResolvedValue([decision === allow ? allow : deny]);
  const registry = mockServices.permissionsRegistry.mock();
  registry.getPermissionRuleset.mockReturnValue({
    getRuleByName: (name: string) =>
      clusterPermissionRules.find(rule => rule.name === name)!,
  } as any);
  const gate = new PermissionGate({
    permissions,
    registry,
    services: [{ subject: 'external:ci', may: ['read', 'administer'] }],
    targets: [
      { name: 'dev-eu1', labels: { residency: 'eu' } },
      { name: 'dev-us1', labels: {} },
    ],
  });
  return { gate, permissions };
}

const decide = (gate: PermissionGate, credentials: typeof user | typeof ci) =>
  gate.decide({
    permission: clusterReadPermission,
    resourceRef: clusterPermissionResourceRef,
    credentials,
    grant: 'read',
  });

describe.each(databases.eachSupportedId())('PermissionGate, %s', databaseId => {
  it.each([
    ['allowed', allow, user, ['production', 'staging']],
    ['denied', deny, user, []],
    ['conditional', onStaging, user, ['staging']],
    // In Backstage a service is allowed everything: our own list decides.
    ['a service with a grant', deny, ci, ['production', 'staging']],
    ['a service without', allow, stranger, []],
  ])(
    'says the same of one thing and of a query: %s',
    async (_what, decision, credentials, stages) => {
      const knex = await databases.init(databaseId);
      for (const stage of ['production', 'staging']) {
        await insertExampleCluster(knex, {
          name: stage,
          stage,
          profile: 'base',
          profile_version: '1.0.0',
        });
      }
      const { allows, narrow } = await decide(
        createGate(decision).gate,
        credentials,
      );
      expect(
        ['production', 'staging'].filter(stage => allows(cluster(stage))),
      ).toEqual(stages);
      expect(
        await knex('clusters')
          .where(builder => narrow(builder))
          .orderBy('stage')
          .pluck('stage'),
      ).toEqual(stages);
    },
  );
});

describe.each(databases.eachSupportedId())(
  'what no column holds, %s',
  databaseId => {
    const inEurope = clusterConditions.hasLabel({
      label: 'residency',
      values: ['eu'],
    });
    const upgrades = clusterConditions.proposes({ kinds: ['upgrade'] });
    type Conditions = Parameters<typeof createClusterConditionalDecision>[1];
    it.each<[string, Conditions, string, string[]]>([
      ['a label', inEurope, 'read', ['eu']],
      ['no label', { not: inEurope }, 'read', ['us']],
      ['a kind that is proposed', upgrades, 'propose:upgrade', ['eu', 'us']],
      ['another kind', upgrades, 'propose:delete', []],
      ['any other kind', { not: upgrades }, 'propose:delete', ['eu', 'us']],
      ['no kind', upgrades, 'read', []],
      ['both', { allOf: [inEurope, upgrades] }, 'propose:upgrade', ['eu']],
    ])(
      'counts alike for one thing and for a query: %s',
      async (_what, conditions, grant, found) => {
        const knex = await databases.init(databaseId);
        const targets = { eu: 'dev-eu1', us: 'dev-us1' };
        for (const [name, target] of Object.entries(targets)) {
          await insertExampleCluster(knex, {
            name,
            target,
            profile: 'base',
            profile_version: '1.0.0',
          });
        }
        const { allows, narrow } = await createGate(
          createClusterConditionalDecision(clusterReadPermission, conditions),
        ).gate.decide({
          permission: clusterReadPermission,
          resourceRef: clusterPermissionResourceRef,
          credentials: user,
          grant,
        });
        expect(
          Object.entries(targets)
            .filter(([, target]) =>
              allows({ ...cluster('development'), target }),
            )
            .map(([name]) => name),
        ).toEqual(found);
        expect(
          await knex('clusters')
            .where(builder => narrow(builder))
            .orderBy('name')
            .pluck('name'),
        ).toEqual(found);
      },
    );
  },
);

describe('PermissionGate', () => {
  it("asks with the caller's own credentials", async () => {
    const { gate, permissions } = createGate(allow);
    await decide(gate, user);
    expect(permissions.authorizeConditional).toHaveBeenCalledWith(
      [{ permission: clusterReadPermission }],
      { credentials: user },
    );
  });

  const ask = (
    decision: typeof allow | typeof deny,
    credentials: typeof user | typeof ci,
  ) =>
    createGate(decision).gate.require({
      permission: administerPermission,
      credentials,
      grant: 'administer',
    });

  it.each([
    ['a user who may', allow, user],
    ['a service with a grant', deny, ci],
  ])('lets %s pass', async (_who, decision, credentials) => {
    await expect(ask(decision, credentials)).resolves.toBeUndefined();
  });

  it.each([
    ['a user who may not', deny, user],
    ['a service without a grant', allow, stranger],
  ])(
    'refuses %s and names the permission',
    async (_who, decision, credentials) => {
      await expect(ask(decision, credentials)).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining(administerPermission.name),
      });
    },
  );
});
