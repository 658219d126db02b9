import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  changeConditions,
  clusterConditions,
  createChangeConditionalDecision,
  createClusterConditionalDecision,
  createProfileConditionalDecision,
  createTargetConditionalDecision,
  profileConditions,
  targetConditions,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  changeReadPermission,
  clusterProposePermission,
  clusterReadPermission,
  profileProposePermission,
  profileReadPermission,
  profileUsePermission,
  targetUsePermission,
  type LayerInUse,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aBundle } from '../__testUtils__/bundles';
import { CHECKOUT, startWorld, type World } from '../__testUtils__/startWorld';
import { aChangeRow } from '../changes/__testUtils__/changeRows';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

/**
 * Bob sees and does only what his team owns, on staging, and sees no profile; Carol publishes nothing for production; Dan
 * sees no cluster; Erin uses no profile but base and proposes for none but other; Frank, too, and sees no other either;
 * Gwen reads and proposes only profiles that are labelled internal, Hugo reads only those that are not; everybody else may
 * do anything.
 */
const bobIsRestricted = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = (permission: any, credentials: any) => {
      const who = credentials.principal.userEntityRef;
      if (
        who === 'user:default/carol' &&
        permission.name === profileProposePermission.name
      ) {
        return createProfileConditionalDecision(permission, {
          not: profileConditions.hasLifecycle({ lifecycles: ['production'] }),
        });
      }
      if (
        who === 'user:default/dan' &&
        permission.name === clusterReadPermission.name
      ) {
        return { result: AuthorizeResult.DENY };
      }
      const ofProfilesOnly = (name: string) =>
        createProfileConditionalDecision(
          permission,
          profileConditions.hasName({ names: [name] }),
        );
      if (
        ['user:default/erin', 'user:default/frank'].includes(who) &&
        permission.name === profileProposePermission.name
      ) {
        return ofProfilesOnly('other');
      }
      if (
        who === 'user:default/frank' &&
        permission.name === profileReadPermission.name
      ) {
        return ofProfilesOnly('other');
      }
      if (
        who === 'user:default/erin' &&
        permission.name === profileUsePermission.name
      ) {
        return ofProfilesOnly('base');
      }
      const internal = profileConditions.hasLabel({
        label: 'audience',
        values: ['internal'],
      });
      if (
        who === 'user:default/gwen' &&
        [profileReadPermission.name, profileProposePermission.name].includes(
          permission.name,
        )
      ) {
        return createProfileConditionalDecision(permission, internal);
      }
      if (
        who === 'user:default/hugo' &&
        permission.name === profileReadPermission.name
      ) {
        return createProfileConditionalDecision(permission, { not: internal });
      }
      if (who !== 'user:default/bob') {
        return { result: AuthorizeResult.ALLOW };
      }
      switch (permission.name) {
        case clusterReadPermission.name:
        case clusterProposePermission.name:
          return createClusterConditionalDecision(permission, {
            allOf: [
              clusterConditions.isOwner({ claims: [CHECKOUT] }),
              clusterConditions.hasStage({ stages: ['staging'] }),
            ],
          });
        case profileUsePermission.name:
          return ofProfilesOnly('base');
        case targetUsePermission.name:
          return createTargetConditionalDecision(
            permission,
            targetConditions.hasStage({ stages: ['staging'] }),
          );
        case changeReadPermission.name:
          return createChangeConditionalDecision(
            permission,
            changeConditions.hasStage({ stages: ['staging'] }),
          );
        default:
          return { result: AuthorizeResult.DENY };
      }
    };
    return {
      authorize: async (requests: any[], { credentials }: any) =>
        requests.map(({ permission }) => decide(permission, credentials)),
      authorizeConditional: async (requests: any[], { credentials }: any) =>
        requests.map(({ permission }) => decide(permission, credentials)),
    } as any;
  },
});

describe.each(databases.eachSupportedId())(
  'conditional permissions, %p',
  database => {
    let world: World;
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(database);
      world = await startWorld({
        knex,
        features: [bobIsRestricted],
        config: {
          targets: ['development', 'staging'].map(stage => ({
            name: stage === 'staging' ? 'staging-eu1' : 'dev-eu1',
            stage,
            provider: 'simulator',
            region: 'eu-central-1',
            endpoint: 'https://management.example.com',
            variables: { zone: 'a' },
          })),
          services: [
            { subject: 'external:ci', may: ['read', 'propose:publish'] },
            { subject: 'external:proposer', may: ['propose:publish'] },
          ],
        },
      });
      await world.publish();
      await world.publish({ name: 'other' });
      await world.publish({
        name: 'other',
        version: '1.1.0',
        labels: { audience: 'internal' },
      });
      await world.apply(world.create({ cluster: 'dev' }));
      await world.apply(
        world.create({ cluster: 'stage', target: 'staging-eu1' }),
      );
    });

    const names = async (who: string, path = '/clusters') => {
      const { body } = await world.as(who)('get', path);
      return [
        body.totalCount,
        body.items.map((item: { name: string }) => item.name),
      ];
    };

    it('shows a restricted user what he may see, and counts nothing else', async () => {
      expect(await names('alice')).toEqual([2, ['dev', 'stage']]);
      expect(await names('bob')).toEqual([1, ['stage']]);
      expect(await names('bob', '/clusters?search=dev')).toEqual([0, []]);
      expect(await names('bob', '/clusters?sort=phase&order=desc')).toEqual([
        1,
        ['stage'],
      ]);
    });

    it('answers alike for what is hidden and for what does not exist', async () => {
      for (const part of ['', '/revisions', '/drift', '/export', '/layers']) {
        const hidden = await world.as('bob')('get', `/clusters/dev${part}`);
        const missing = await world.as('bob')('get', `/clusters/nope${part}`);
        expect([hidden.status, missing.status]).toEqual([404, 404]);
        expect(hidden.body.error.message).toBe(
          missing.body.error.message.replace('nope', 'dev'),
        );
      }
    });

    it('hides clusters where profiles, layers and the record name them', async () => {
      const version = await world.as('bob')(
        'get',
        '/profiles/base/versions/1.0.0',
      );
      expect(version.status).toBe(404);
      const full = await world.as('alice')(
        'get',
        '/profiles/base/versions/1.0.0',
      );
      expect(full.body.usedBy).toEqual(['dev', 'stage']);
      const activity = await world.as('bob')('get', '/activity?limit=200');
      expect(
        activity.body.items.filter(
          (entry: { subject: { kind: string; name: string } }) =>
            entry.subject.kind === 'cluster' && entry.subject.name !== 'stage',
        ),
      ).toEqual([]);
    });

    it('goes by labels of profiles, and gives them to every version', async () => {
      const read = async (who: string, path: string) =>
        world.as(who)('get', path);
      const listed = async (who: string) =>
        (await read(who, '/profiles')).body.map(
          (profile: { name: string; versions: Array<{ version: string }> }) => [
            profile.name,
            profile.versions.map(({ version }) => version),
          ],
        );
      const base = ['base', ['1.0.0']];
      const other = ['other', ['1.1.0', '1.0.0']];
      expect(await listed('alice')).toEqual([base, other]);
      expect(await listed('gwen')).toEqual([other]);
      expect(await listed('hugo')).toEqual([base]);

      for (const path of ['', '/versions/1.0.0', '/diff?from=1.0.0&to=1.1.0']) {
        expect((await read('gwen', `/profiles/other${path}`)).status).toBe(200);
        const hidden = await read('hugo', `/profiles/other${path}`);
        const missing = await read('hugo', `/profiles/nope${path}`);
        expect([hidden.status, missing.status]).toEqual([404, 404]);
        expect(hidden.body.error.message).toBe(
          missing.body.error.message.replace('nope', 'other'),
        );
      }

      const behind = async (who: string) => {
        const { body } = await read(who, '/layers');
        return new Set(
          body.flatMap(({ profiles }: LayerInUse) =>
            profiles.map(({ name }) => name),
          ),
        );
      };
      expect(await behind('gwen')).toEqual(new Set(['other']));
      expect(await behind('hugo')).toEqual(new Set(['base']));
      // Alice's clusters run base: Hugo may count them, Gwen is told of no layer that only they have.
      const counts = async (who: string) => {
        const { body } = await read(who, '/layers');
        return body.map(({ clusterCount }: LayerInUse) => clusterCount);
      };
      expect(new Set(await counts('hugo'))).toEqual(new Set([2]));
      expect(new Set(await counts('gwen'))).toEqual(new Set([0]));
    });

    it('lets nobody take a label that the profile does not have', async () => {
      const publish = (name: string, labels: Record<string, string>) =>
        world.as('gwen')('post', '/changes', {
          kind: 'publish',
          bundle: aBundle({ name, version: '2.0.0', labels }),
        });
      const internal = { audience: 'internal' };
      expect((await publish('base', internal)).status).toBe(403);
      expect((await publish('other', {})).status).toBe(403);
      expect((await publish('new', {})).status).toBe(403);
      expect((await publish('other', internal)).status).toBe(202);
    });

    it('counts and names clusters behind layers only where they may be seen', async () => {
      const layers = async (who: string) => {
        const { body } = await world.as(who)('get', '/layers');
        return body.map(({ clusterCount, clusters }: LayerInUse) => [
          clusterCount,
          clusters,
        ]);
      };
      expect(await layers('alice')).toContainEqual([2, ['dev', 'stage']]);
      const hidden = await layers('dan');
      expect(hidden.length).toBeGreaterThan(0);
      expect(new Set(hidden.map(String))).toEqual(new Set(['0,']));
      expect(await layers('bob')).toEqual([]);
      expect(await names('bob', '/clusters?layer=cilium')).toEqual([
        1,
        ['stage'],
      ]);
      expect(await names('dan', '/clusters?layer=cilium')).toEqual([0, []]);
    });

    it('tells of providers what their visible clusters tell', async () => {
      const providers = async (who: string) =>
        (await world.as(who)('get', '/providers')).body;
      expect(await providers('alice')).toEqual([
        {
          name: 'simulator',
          targets: ['dev-eu1', 'staging-eu1'],
          clusters: 2,
          unanswered: 0,
          state: 'fresh',
          answeredAt: expect.any(String),
          troubles: [],
        },
      ]);
      expect(await providers('bob')).toEqual([
        expect.objectContaining({ targets: ['staging-eu1'], clusters: 1 }),
      ]);
      expect(await providers('dan')).toEqual([]);
      const stranger = world.asService('external:stranger');
      expect((await stranger('get', '/providers')).body).toEqual([]);
    });

    it('counts of the fleet what is visible', async () => {
      const fleet = async (as: ReturnType<typeof world.as>) =>
        (await as('get', '/fleet')).body;
      expect(await fleet(world.as('alice'))).toMatchObject({ total: 2 });
      expect(await fleet(world.as('bob'))).toMatchObject({ total: 1 });
      for (const nobody of [
        world.as('dan'),
        world.asService('external:stranger'),
      ]) {
        expect(await fleet(nobody)).toEqual({
          total: 0,
          withIssues: 0,
          unknown: 0,
          drifted: 0,
          behind: 0,
          unsupported: 0,
          changing: 0,
        });
      }
    });

    it('tells typical times of no profile and no step that may not be seen', async () => {
      await knex('changes').insert(
        Array.from({ length: 5 }, (_, index) => ({
          ...aChangeRow({
            id: `typical-${index}`,
            kind: 'resize',
            state: 'applied',
            profile: 'base',
            accepted_at: '2026-01-01T00:00:00.000Z',
            finished_at: '2026-01-01T00:01:00.000Z',
            steps: JSON.stringify([
              {
                id: 'layer/cilium',
                title: 'Cilium',
                state: 'done',
                startedAt: '2026-01-01T00:00:10.000Z',
                finishedAt: '2026-01-01T00:00:30.000Z',
              },
            ]),
          }),
        })),
      );
      const read = async (who: string) =>
        (await world.as(who)('get', '/typical-times?kind=resize')).body;
      const all = { seconds: 60, successes: 5 };
      expect(await read('alice')).toEqual({
        kind: 'resize',
        all,
        profiles: { base: all },
        steps: { 'layer/cilium': { seconds: 20, successes: 5 } },
      });
      // Bob may read no profile.
      expect(await read('bob')).toEqual({
        kind: 'resize',
        all,
        profiles: {},
        steps: {},
      });
      const unknown = await world.as('alice')('get', '/typical-times?kind=x');
      expect(unknown.status).toBe(400);
    });

    it('narrows changes, and hides one by its id', async () => {
      const all = (await world.as('alice')('get', '/changes?limit=200')).body
        .items;
      const seen = (await world.as('bob')('get', '/changes?limit=200')).body;
      expect(
        seen.items.every((item: { stage: string }) => item.stage === 'staging'),
      ).toBe(true);
      expect(seen.totalCount).toBe(
        all.filter((item: { stage?: string }) => item.stage === 'staging')
          .length,
      );
      const hidden = all.find(
        (item: { stage?: string }) => item.stage === 'development',
      );
      expect(
        (await world.as('bob')('get', `/changes/${hidden.id}`)).status,
      ).toBe(404);
    });

    it('tests conditions on the draft of what does not exist yet', async () => {
      const propose = (body: object) =>
        world.as('bob')('post', '/changes', body);
      const onStaging = world.create({
        cluster: 'new-stage',
        target: 'staging-eu1',
      });
      expect((await propose(onStaging)).status).toBe(202);
      const onDev = await propose(world.create({ cluster: 'new-dev' }));
      expect([onDev.status, onDev.body.error.message]).toEqual([
        403,
        expect.stringContaining('/target'),
      ]);
    });

    it('does not tell of a profile that may neither be used nor seen', async () => {
      const propose = (who: string, name: string, version: string) =>
        world.as(who)('post', '/changes', {
          ...world.create({ cluster: 'new-other', target: 'staging-eu1' }),
          profile: { name, version },
        });
      for (const version of ['1.0.0', '9.9.9']) {
        const hidden = await propose('bob', 'other', version);
        const missing = await propose('bob', 'nope', version);
        expect([hidden.status, missing.status]).toEqual([404, 404]);
        expect(hidden.body.error).toEqual(
          JSON.parse(
            JSON.stringify(missing.body.error).replaceAll('nope', 'other'),
          ),
        );

        const seen = await propose('erin', 'other', version);
        expect([seen.status, seen.body.error.message]).toEqual([
          403,
          `/profile: you may not use profile 'other'; ask platform`,
        ]);
      }
      const add = (who: string) =>
        world.as(who)('post', '/changes', {
          ...world.create({ cluster: 'new-other', target: 'staging-eu1' }),
          addOnProfiles: [{ name: 'other', version: '1.0.0' }],
        });
      expect((await add('erin')).body.error.message).toBe(
        `/addOnProfiles/0: you may not use profile 'other'; ask platform`,
      );
      expect((await add('bob')).status).toBe(404);
    });

    it('tells nobody who may not see a profile whether a version is in use', async () => {
      const withdraw = (who: string, profile: string) =>
        world.as(who)('post', '/changes', {
          kind: 'withdraw',
          profile,
          version: '1.0.0',
          reason: 'a test',
        });
      const inUse = await withdraw('alice', 'base');
      expect([inUse.status, inUse.body.error.message]).toEqual([
        409,
        expect.stringContaining('is in use by 2 clusters'),
      ]);
      const seen = await withdraw('erin', 'base');
      expect([seen.status, seen.body.error.message]).toEqual([
        403,
        `You may not propose changes of profile 'base'; ask platform`,
      ]);
      const hidden = await withdraw('frank', 'base');
      const missing = await withdraw('frank', 'nope');
      expect([hidden.status, missing.status]).toEqual([404, 404]);
      expect(hidden.body.error.message).toBe(
        missing.body.error.message.replace('nope', 'base'),
      );
    });

    it('tells of a profile where it may go only to those who may see it', async () => {
      const targets = async (who: string, profile: string) =>
        (
          await world.as(who)(
            'get',
            `/targets?profile=${profile}&version=2.0.0`,
          )
        ).body;
      await world.publish({
        name: 'hidden',
        version: '2.0.0',
        type: 'add-on',
        spec: {
          nodePools: undefined,
          layers: [
            {
              name: 'cert-manager',
              kind: 'addon',
              category: 'security',
              version: '1.19.2',
              source: {
                type: 'helm',
                repository: 'library',
                chart: 'cert-manager',
              },
            },
          ],
        },
        parameters: { type: 'object', properties: {} },
      });
      expect(await targets('bob', 'hidden')).toEqual(
        await targets('bob', 'nope'),
      );
      expect(await targets('alice', 'hidden')).toContainEqual(
        expect.objectContaining({
          use: {
            allowed: false,
            reason: expect.stringContaining('is an add-on profile'),
          },
        }),
      );
    });

    it('does not tell a proposer of a cluster that he may not see', async () => {
      const remove = (cluster: string) =>
        world.as('bob')('post', '/changes', { kind: 'delete', cluster });
      const [hidden, missing] = [await remove('dev'), await remove('nope')];
      expect([hidden.status, missing.status]).toEqual([404, 404]);
      expect(hidden.body.error.message).toBe(
        missing.body.error.message.replace('nope', 'dev'),
      );
    });

    it('tests conditions on the draft of a profile, too', async () => {
      const publish = (who: string, lifecycle: string) =>
        world.as(who)('post', '/changes', {
          kind: 'publish',
          bundle: aBundle({ name: `of-${who}-${lifecycle}`, lifecycle }),
        });
      expect((await publish('carol', 'experimental')).status).toBe(202);
      expect((await publish('carol', 'production')).status).toBe(403);
    });

    it('keeps nothing of a bundle from somebody who may not propose any', async () => {
      const kept = () => knex('blobs').count({ count: '*' }).first();
      const before = await kept();
      const bundle = { ...aBundle(), files: { './new': 'never seen before' } };
      for (const path of ['/changes', '/previews']) {
        const response = await world.as('bob')('post', path, {
          kind: 'publish',
          bundle,
        });
        expect(response.status).toBe(403);
      }
      expect(await kept()).toEqual(before);
    });

    it('tells only those who may use a target how it is reached', async () => {
      const { body } = await world.as('bob')('get', '/targets');
      const [dev, staging] = ['dev-eu1', 'staging-eu1'].map(name =>
        body.find((target: { name: string }) => target.name === name),
      );
      expect(dev).toMatchObject({ use: { allowed: false }, variables: {} });
      expect(dev.endpoint).toBeUndefined();
      expect(staging).toMatchObject({
        use: { allowed: true },
        endpoint: 'https://management.example.com',
        variables: { zone: 'a' },
      });
    });

    it('may propose with a key again, though he may not read the change', async () => {
      const body = world.create({ cluster: 'once', target: 'staging-eu1' });
      const ci = world.asService('external:proposer');
      const first = await ci(
        'post',
        '/changes',
        { kind: 'publish', bundle: aBundle({ name: 'by-ci' }) },
        'key-by-ci',
      );
      const again = await ci(
        'post',
        '/changes',
        { kind: 'publish', bundle: aBundle({ name: 'by-ci' }) },
        'key-by-ci',
      );
      expect([first.status, again.status]).toEqual([202, 202]);
      expect(again.body.id).toBe(first.body.id);

      const twice = await Promise.all(
        [1, 2, 3].map(() =>
          world.as('bob')('post', '/changes', body, 'key-at-once'),
        ),
      );
      expect(twice.map(({ status }) => status)).toEqual([202, 202, 202]);
      expect(new Set(twice.map(({ body: { id } }) => id)).size).toBe(1);
    });

    it('lets a service do what its grant says, though permissions allow services everything', async () => {
      const ci = world.asService('external:ci');
      const stranger = world.asService('external:stranger');
      expect(
        (await ci('get', '/clusters')).body.totalCount,
      ).toBeGreaterThanOrEqual(2);
      expect((await stranger('get', '/clusters')).body.totalCount).toBe(0);
      expect(
        (await ci('post', '/changes', { kind: 'delete', cluster: 'dev' }))
          .status,
      ).toBe(403);
      expect((await ci('put', '/write-switch', { writes: false })).status).toBe(
        403,
      );
    });
  },
);
