import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  profileProposePermission,
  profileUsePermission,
  targetUsePermission,
  type ApprovalOutlook,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  createTargetConditionalDecision,
  targetConditions,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { CHECKOUT, PLATFORM, startWorld } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

/** Bob proposes no profile, uses none, and no production target; everybody else may do anything. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = (permission: any, credentials: any) => {
      const bob = credentials.principal.userEntityRef === 'user:default/bob';
      switch (bob && permission.name) {
        case profileProposePermission.name:
        case profileUsePermission.name:
          return { result: AuthorizeResult.DENY };
        case targetUsePermission.name:
          return createTargetConditionalDecision(permission, {
            not: targetConditions.hasStage({ stages: ['production'] }),
          });
        default:
          return { result: AuthorizeResult.ALLOW };
      }
    };
    const answer = async (requests: any[], { credentials }: any) =>
      requests.map(({ permission }) => decide(permission, credentials));
    return { authorize: answer, authorizeConditional: answer } as any;
  },
});

describe('profiles as a caller sees them', () => {
  it('tells what he may do, whom to ask, and which approvals a request needs', async () => {
    const world = await startWorld({
      features: [permissions],
      config: {
        services: [{ subject: 'external:ci', may: ['read'] }],
      },
    });
    await world.publish();
    const read = async (call: ReturnType<typeof world.as>) => {
      const { body: one } = await call('get', '/profiles/base');
      const { body: all } = await call('get', '/profiles');
      expect(all).toEqual([one]);
      expect(one).not.toHaveProperty('latest');
      return one;
    };
    const told = (approvals: ApprovalOutlook[]) =>
      approvals.map(({ targets, owners, requirements }) => [
        targets,
        owners,
        requirements.map(({ group }) => group),
      ]);

    const alice = await read(world.as('alice'));
    expect(alice).toMatchObject({
      use: { allowed: true },
      propose: { allowed: true },
    });
    expect(told(alice.approvals)).toEqual([
      [['dev-eu1'], [CHECKOUT], []],
      [['staging-eu1'], [CHECKOUT], [PLATFORM]],
      [['prod-eu1'], [CHECKOUT], [PLATFORM]],
    ]);
    for (const { targets, requirements } of alice.approvals) {
      const change = await world.propose(
        'alice',
        world.create({ cluster: `on-${targets[0]}`, target: targets[0] }),
      );
      expect(change.approval?.requirements).toEqual(requirements);
    }

    const bob = await read(world.as('bob'));
    expect(bob).toMatchObject({
      use: {
        allowed: false,
        reason: `You may not use profile 'base'; ask platform`,
      },
      propose: {
        allowed: false,
        reason: `You may not propose changes of profile 'base'; ask platform`,
      },
    });
    expect(
      bob.approvals.flatMap(({ targets }: ApprovalOutlook) => targets),
    ).toEqual(['dev-eu1', 'staging-eu1']);
    const refused = await world.as('bob')('post', '/changes', {
      kind: 'deprecate',
      profile: 'base',
      version: '1.0.0',
      reason: 'too old',
    });
    expect(refused.status).toBe(403);

    expect(await read(world.asService('external:ci'))).toMatchObject({
      propose: { allowed: false },
      approvals: [],
    });

    const { body: targets } = await world.as('bob')(
      'get',
      '/targets?profile=base&version=1.0.0',
    );
    expect(
      targets.find(({ name }: { name: string }) => name === 'prod-eu1').use,
    ).toEqual({
      allowed: false,
      reason: `You may not use target 'prod-eu1'; ask platform`,
    });
    await world.stop();
  });

  it('says whom to ask when no version can be requested', async () => {
    const world = await startWorld();
    await world.publish();
    const change = await world.propose('paula', {
      kind: 'withdraw',
      profile: 'base',
      version: '1.0.0',
      reason: 'broken',
    });
    await world.approve('pete', change);
    await world.until(change.id, state => state === 'applied');
    const { body } = await world.as('alice')('get', '/profiles/base');
    expect(body).toMatchObject({
      use: {
        allowed: false,
        reason: expect.stringMatching(/No version .* ask platform/),
      },
      approvals: [],
    });
    await world.stop();
  });
});
