import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterReadValuesPermission,
  HIDDEN_VALUE,
  planDigests,
  profileReadValuesPermission,
  type Change,
  type ChangeRequest,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterConditions,
  createClusterConditionalDecision,
  createProfileConditionalDecision,
  profileConditions,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aBundle, type BundleOptions } from '../__testUtils__/bundles';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { openedEntry } from '../drift/driftEntries';
import { recordActivity } from '../activity/recordActivity';
import type { DriftFindingRow } from '../database/tables';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const OF_PROFILE = 'canary-of-the-profile';
const OF_PARAMETER = 'canary-of-a-parameter';
const OF_OVERRIDE = 'canary-of-an-override';
const OF_DRIFT = 48_151_623;
const CANARIES = new RegExp(
  [OF_PROFILE, OF_PARAMETER, OF_OVERRIDE, OF_DRIFT].join('|'),
);

/** Carol reads values only of what Search owns; everybody else may do anything. */
const permissions = mockServices.permissions.mock({
  authorize: async requests =>
    requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async (requests, options) =>
    requests.map(({ permission }: any) => {
      const { userEntityRef } = options!.credentials.principal as any;
      const claims = ['group:default/search'];
      if (userEntityRef !== 'user:default/carol') {
        return { result: AuthorizeResult.ALLOW };
      }
      switch (permission.name) {
        case clusterReadValuesPermission.name:
          return createClusterConditionalDecision(
            permission,
            clusterConditions.isOwner({ claims }),
          );
        case profileReadValuesPermission.name:
          return createProfileConditionalDecision(
            permission,
            profileConditions.isOwner({ claims }),
          );
        default:
          return { result: AuthorizeResult.ALLOW };
      }
    }),
}).factory;

const bundle = (version: string): BundleOptions => ({
  version,
  parameters: {
    type: 'object',
    properties: {
      workers: { type: 'integer', default: 2 },
      greeting: { type: 'string' },
    },
  },
  spec: {
    providers: {
      simulator: [{ match: {}, variables: { motd: [OF_PROFILE, version] } }],
    },
    layers: parse(aBundle().document).spec.layers.map((layer: ProfileLayer) =>
      layer.name === 'metrics-server'
        ? { ...layer, values: { args: [OF_PROFILE, version] } }
        : layer,
    ),
  },
});

describe.each(databases.eachSupportedId())(
  'values that somebody may not read, %p',
  database => {
    const registry = actionsRegistryServiceMock();
    let world: World;
    let knex: Knex;
    let override: Change;
    let publication: Change;

    beforeAll(async () => {
      knex = await databases.init(database);
      world = await startWorld({
        knex,
        rootConfig: { permission: { enabled: true } },
        features: [
          permissions,
          createServiceFactory({
            service: actionsRegistryServiceRef,
            deps: {},
            factory: () => registry,
          }),
        ],
        config: {
          services: [
            { subject: 'external:lists', may: ['read'] },
            { subject: 'external:reads', may: ['read', 'read:values'] },
          ],
        },
      });
      await world.publish(bundle('1.0.0'));
      publication = await world.publish(bundle('1.0.1'));
      await world.apply(
        world.create({ parameters: { greeting: OF_PARAMETER } }),
      );
      override = await world.apply({
        kind: 'override',
        cluster: 'payments',
        overrides: [
          { layer: 'metrics-server', path: '/args', value: OF_OVERRIDE },
        ],
        reason: 'until the sale is over',
        expires: new Date(Date.now() + 86_400_000).toISOString(),
      });
      await drift();
    });
    afterAll(() => world.stop());

    const finding = {
      layer: 'metrics-server',
      object: 'Deployment kube-system/metrics-server',
    };

    async function drift() {
      const { uid } = await knex('clusters').first('uid');
      const at = new Date().toISOString();
      const differences = [
        {
          object: 'Deployment kube-system/metrics-server',
          path: '/spec/replicas',
          desired: 1,
          observed: OF_DRIFT,
        },
      ];
      await knex<DriftFindingRow>('drift_findings').insert({
        id: 'finding',
        cluster_uid: uid,
        layer: 'metrics-server',
        object: differences[0].object,
        differences: JSON.stringify(differences),
        opened_at: at,
        changed_at: at,
        open_key: 'open',
        revision: 1,
        closed_at: null,
        outcome: null,
        openings: 1,
        digest: 'digest',
        fields: 'fields',
        corrections: 0,
        corrected_at: null,
        wanted_by: null,
        wanted_at: null,
      });
      await recordActivity(
        knex,
        openedEntry('metrics-server', [{ ...finding, differences }], {
          cluster: { uid, name: 'payments' },
          at,
        }),
      );
    }
    const paths = (): string[] => [
      '/clusters/payments',
      '/clusters/payments/revisions',
      '/clusters/payments/drift',
      `/changes/${override.id}`,
      `/changes/${publication.id}`,
      '/profiles/base/versions/1.0.0',
      '/profiles/base/diff?from=1.0.0&to=1.0.1',
      '/activity?limit=200',
      '/activity?format=jsonl',
      '/activity?format=csv',
    ];

    it('are told to who may, and only that they are there to others', async () => {
      for (const path of paths()) {
        const full = await world.as('alice')('get', path);
        const less = await world.as('carol')('get', path);
        expect([path, full.status, less.status]).toEqual([path, 200, 200]);
        expect([path, CANARIES.test(full.text)]).toEqual([path, true]);
        expect([path, CANARIES.test(less.text)]).toEqual([path, false]);
        expect(less.text).toMatch(
          path.endsWith('drift') ? '"hidden":"values"' : HIDDEN_VALUE,
        );
      }
    });

    it('are not told by what would adopt drift', async () => {
      const { body } = await world.as('carol')(
        'get',
        '/clusters/payments/drift/f1/adoption',
      );
      expect(body).toEqual({
        allowed: false,
        reason: 'You may not read the values of this cluster',
      });
    });

    it('are in no list', async () => {
      for (const path of [
        '/clusters',
        '/changes?limit=200',
        '/profiles',
        '/layers',
        '/clusters/payments/layers',
        '/fleet',
      ]) {
        const { status, text } = await world.as('carol')('get', path);
        expect(status).toBe(200);
        expect(text).not.toMatch(CANARIES);
      }
      expect(JSON.stringify(world.notifications)).not.toMatch(CANARIES);
    });

    it('are no part of answers of actions', async () => {
      for (const [action, name] of [
        ['get-cluster', 'payments'],
        ['get-change', override.id],
        ['explain-change', override.id],
        ['get-profile', 'base'],
      ]) {
        const { output } = await registry.invoke({
          id: `test:${action}`,
          input: { name },
          credentials: mockCredentials.user('user:default/carol'),
        });
        expect(JSON.stringify(output)).not.toMatch(CANARIES);
      }
    });

    it('leave digests, so that it shows what was approved', async () => {
      const read = async (who: string): Promise<Change> =>
        (await world.as(who)('get', `/changes/${override.id}`)).body;
      const hidden = await read('carol');
      const { plan } = await read('alice');
      expect(hidden.plan).toMatchObject({
        planDigest: plan!.planDigest,
        revisionDigest: plan!.revisionDigest,
      });
      expect(planDigests('override', hidden.plan!).planDigest).not.toBe(
        plan!.planDigest,
      );
      expect(hidden.request).toMatchObject({
        reason: 'until the sale is over',
        overrides: [{ path: '/args', value: HIDDEN_VALUE }],
      });
    });

    it('are not exported in part', async () => {
      for (const path of [
        '/clusters/payments/export',
        '/clusters/payments/evidence',
      ]) {
        const refused = await world.as('carol')('get', path);
        expect(refused.status).toBe(403);
        expect(refused.body.error.message).toContain(
          clusterReadValuesPermission.name,
        );
        const { text } = await world.as('alice')('get', path);
        expect(text).toMatch(CANARIES);
      }
    });

    it.each([
      ['a change', '/changes'],
      ['a preview', '/previews'],
    ])('are hidden in the plan of %s of his own', async (_, path) => {
      const started = await world.as('carol')('post', path, {
        kind: 'upgrade',
        cluster: 'payments',
        version: '1.0.1',
      });
      expect(started.status).toBe(202);
      const read = async () =>
        (await world.as('carol')('get', `${path}/${started.body.id}`)).body;
      let answer = await read();
      while (answer.state === 'planning') {
        answer = await read();
      }
      expect(answer.plan.findings).toContainEqual(
        expect.objectContaining({ code: 'override-conflict' }),
      );
      expect(JSON.stringify(answer)).not.toMatch(CANARIES);
    });

    it('are hidden in plans of many, too', async () => {
      const carol = world.as('carol');
      const requests: ChangeRequest[] = [
        { kind: 'upgrade', cluster: 'payments', version: '1.0.1' },
      ];
      let { body } = await carol('post', '/bulk-previews', { requests });
      while (body.state === 'planning') {
        ({ body } = await carol('get', `/bulk-previews/${body.id}`));
      }
      expect(body.items[0].findings).toContainEqual(
        expect.objectContaining({ code: 'override-conflict' }),
      );
      expect(JSON.stringify(body)).not.toMatch(CANARIES);
    });

    it('do not come back as what is desired', async () => {
      const { status, body } = await world.as('carol')('post', '/changes', {
        kind: 'set-parameters',
        cluster: 'payments',
        parameters: { greeting: HIDDEN_VALUE },
      });
      expect(status).toBe(400);
      expect(body.error.message).toBe(
        '/parameters/greeting: this value is hidden from you; leave it out, and it stays as it is',
      );
    });

    it('are shown of what he owns', async () => {
      await world.apply(
        world.create({ cluster: 'other', parameters: { greeting: 'hello' } }),
      );
      await knex('clusters')
        .where({ name: 'other' })
        .update({ owner_ref: 'group:default/search' });
      const { text } = await world.as('carol')('get', '/clusters/other');
      expect(text).toContain('hello');
    });

    it('are for services with a grant of their own', async () => {
      const read = async (subject: string) =>
        (await world.asService(subject)('get', '/clusters/payments')).text;
      expect(await read('external:lists')).not.toMatch(CANARIES);
      expect(await read('external:reads')).toMatch(CANARIES);
    });
  },
);
