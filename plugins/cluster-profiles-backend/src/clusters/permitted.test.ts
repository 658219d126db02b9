import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  ChangeRequest,
  ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterProposePermission,
  profileUsePermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterConditions,
  createClusterConditionalDecision,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const extras = {
  name: 'extras',
  type: 'add-on' as const,
  parameters: { type: 'object', properties: {} },
  spec: {
    nodePools: undefined,
    layers: [
      {
        name: 'cert-manager',
        kind: 'addon' as const,
        category: 'security',
        version: '1.19.2',
        source: {
          type: 'helm' as const,
          repository: 'library',
          chart: 'cert-manager',
        },
      },
    ],
  },
};

type Kind = keyof ClusterDetail['permitted'];

let asked: string[] = [];

/** Bob proposes only for what Search owns; Sam may use no profile; everybody else may do anything. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = (permission: any, credentials: any) => {
      asked.push(permission.name);
      const who = credentials.principal.userEntityRef;
      if (
        who === 'user:default/bob' &&
        permission.name === clusterProposePermission.name
      ) {
        return createClusterConditionalDecision(
          permission,
          clusterConditions.isOwner({ claims: ['group:default/search'] }),
        );
      }
      return {
        result:
          who === 'user:default/sam' &&
          permission.name === profileUsePermission.name
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      };
    };
    return {
      authorize: async (requests: any[], { credentials }: any) =>
        requests.map(({ permission }) => decide(permission, credentials)),
      authorizeConditional: async (requests: any[], { credentials }: any) =>
        requests.map(({ permission }) => decide(permission, credentials)),
    } as any;
  },
});

describe('what is permitted on a cluster', () => {
  let world: World;

  const requests: Record<Kind, object> = {
    adopt: { profile: { name: 'base', version: '1.0.0' } },
    'set-parameters': { follow: 'minor' },
    resize: { workers: { general: 4 } },
    upgrade: { version: '1.1.0' },
    'roll-back': { revision: 1 },
    'add-profile': { profile: { name: 'extras', version: '1.0.0' } },
    'remove-profile': { profile: 'extras' },
    override: {
      overrides: [{ layer: 'cilium', path: '/debug', value: true }],
      reason: 'for a while',
      expires: new Date(Date.now() + 86_400_000).toISOString(),
    },
    'remove-override': { overrides: [{ layer: 'cilium', path: '/debug' }] },
    retarget: { target: 'staging-eu1' },
    pause: {},
    resume: {},
    protect: { protected: true },
    'extend-lifetime': { endsOn: '2999-12-31' },
    delete: {},
  };

  const permittedOf = async (
    who: string,
    cluster: string,
  ): Promise<ClusterDetail['permitted']> =>
    (await world.as(who)('get', `/clusters/${cluster}`)).body.permitted;

  /** What a proposal of each kind comes to: refused at once, or blocked by its plan, or neither. */
  async function outcome(who: string, cluster: string, kind: Kind) {
    const body = { kind, cluster, ...requests[kind] } as ChangeRequest;
    const { status, body: change } = await world.as(who)(
      'post',
      '/changes',
      body,
    );
    if (status !== 202) {
      return false;
    }
    const planned = await world.until(change.id, state => state !== 'planning');
    await world.as(who)('post', `/changes/${change.id}/cancel`);
    return planned.state === 'awaiting-approval';
  }

  const allowedKinds = (permitted: ClusterDetail['permitted']) =>
    Object.entries(permitted)
      .filter(([, { allowed }]) => allowed)
      .map(([kind]) => kind)
      .sort();

  /** Everything that is told must be so. */
  async function expectAgreement(who: string, cluster: string) {
    const permitted = await permittedOf(who, cluster);
    for (const [kind, { allowed, reason }] of Object.entries(permitted)) {
      const accepted = await outcome(who, cluster, kind as Kind);
      expect([kind, accepted]).toEqual([kind, allowed]);
      expect([kind, typeof reason]).toEqual([
        kind,
        allowed ? 'undefined' : 'string',
      ]);
    }
    return permitted;
  }

  beforeAll(async () => {
    world = await startWorld({
      features: [permissions],
      config: {
        services: [
          { subject: 'external:ci', may: ['read', 'propose:upgrade'] },
        ],
        // Nothing is accepted by itself, so that every kind can be tried on the same cluster.
        policies: [
          {
            name: 'all',
            match: {
              kind: Object.keys(requests),
            },
            require: [{ group: 'group:default/platform', approvals: 1 }],
          },
        ],
      },
    });
    await world.publish();
    await world.apply(world.create({ cluster: 'payments' }));
  });
  afterAll(() => world.stop());

  it('agrees with what is refused on a cluster that has nothing to go to', async () => {
    const permitted = await expectAgreement('alice', 'payments');
    expect(allowedKinds(permitted)).toEqual([
      'delete',
      'extend-lifetime',
      'override',
      'pause',
      'protect',
      'resize',
      'retarget',
      'set-parameters',
    ]);
    expect(permitted).toMatchObject({
      upgrade: { reason: 'Nothing newer than base 1.0.0 is published' },
      'roll-back': { reason: 'It has no earlier revision to go back to' },
      resume: { reason: 'It is not paused' },
      'add-profile': { reason: expect.stringMatching(/ask [a-z]/) },
    });
  });

  it('agrees once there is something newer, and an add-on profile', async () => {
    await world.publish({ version: '1.1.0' });
    await world.publish(extras);
    await world.apply({
      kind: 'set-parameters',
      cluster: 'payments',
      follow: 'patch',
    });
    const permitted = await expectAgreement('alice', 'payments');
    expect(allowedKinds(permitted)).toEqual([
      'add-profile',
      'delete',
      'extend-lifetime',
      'override',
      'pause',
      'protect',
      'resize',
      'retarget',
      'roll-back',
      'set-parameters',
      'upgrade',
    ]);
    expect((await permittedOf('sam', 'payments'))['add-profile']).toEqual({
      allowed: false,
      reason:
        'You may use none of the add-on profiles that it could take; ask platform',
    });
    expect(await outcome('sam', 'payments', 'add-profile')).toBe(false);
  });

  it('agrees on a protected cluster with an add-on profile', async () => {
    await world.apply({
      kind: 'protect',
      cluster: 'payments',
      protected: true,
    });
    await world.apply({
      kind: 'add-profile',
      cluster: 'payments',
      profile: { name: 'extras', version: '1.0.0' },
    });
    requests.protect = { protected: false };
    const permitted = await expectAgreement('alice', 'payments');
    expect(permitted['remove-profile']).toEqual({ allowed: true });
    expect(permitted.delete.reason).toMatch(/lift the protection first/);
  });

  it('agrees on a paused cluster', async () => {
    await world.apply({ kind: 'pause', cluster: 'payments' });
    const permitted = await expectAgreement('alice', 'payments');
    expect(allowedKinds(permitted)).toEqual([
      'extend-lifetime',
      'protect',
      'resume',
      'set-parameters',
    ]);
    await world.apply({ kind: 'resume', cluster: 'payments' });
  });

  it('names the owner to whoever may see it, but not propose, in few questions', async () => {
    asked = [];
    const permitted = await permittedOf('bob', 'payments');
    expect(asked).toHaveLength(4);
    expect(allowedKinds(permitted)).toEqual([]);
    expect(permitted.delete.reason).toBe(
      `You may not propose changes of cluster 'payments'; ask checkout`,
    );
    const refused = await world.as('bob')('post', '/changes', {
      kind: 'delete',
      cluster: 'payments',
    });
    expect(refused.body.error.message).toBe(permitted.delete.reason);
  });

  it('tells a service what it was granted', async () => {
    const { body } = await world.asService('external:ci')(
      'get',
      '/clusters/payments',
    );
    expect(allowedKinds(body.permitted)).toEqual(['upgrade']);
  });

  it('tells of a cluster that is only requested, and of one that is gone', async () => {
    const { id } = await world.propose(
      'alice',
      world.create({ cluster: 'wanted', target: 'prod-eu1' }),
    );
    const requested = await expectAgreement('alice', 'wanted');
    expect(allowedKinds(requested)).toEqual([]);
    expect(requested.resize.reason).toMatch(/only requested so far/);
    await world.as('alice')('post', `/changes/${id}/cancel`);

    await world.apply(world.create({ cluster: 'shortlived' }));
    await world.apply({ kind: 'delete', cluster: 'shortlived' });
    const gone = await expectAgreement('alice', 'shortlived');
    expect(allowedKinds(gone)).toEqual([]);
    expect(gone.delete.reason).toMatch(/is deleted; request a new one/);
  });
});
