import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { PLATFORM, startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const SECURITY = 'group:default/security';

describe('whether a use of break glass could be reviewed by two', () => {
  let world: World;

  const start = async (enabled: boolean) => {
    world = await startWorld({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      ],
      rootConfig: { permission: { enabled } },
      config: {
        policies: [
          {
            name: 'values',
            match: { stage: 'production', kind: ['set-parameters'] },
            require: [{ group: SECURITY }],
          },
        ],
      },
    });
    await world.publish();
    await world.apply(world.create({ target: 'prod-eu1' }));
  };
  beforeEach(() => start(true));
  afterEach(() => world.stop());

  const scale = (who: string) =>
    world.propose(who, {
      kind: 'set-parameters',
      cluster: 'payments',
      parameters: { workers: 4 },
    });
  const pause = (who: string) =>
    world.propose(who, { kind: 'pause', cluster: 'payments' });
  const asSeenBy = async (who: string, { id }: Change): Promise<Change> =>
    (await world.as(who)('get', `/changes/${id}`)).body;

  it('is told to whoever may break it, without himself', async () => {
    const change = await scale('alice');
    expect((await asSeenBy('paula', change)).possibleReview).toEqual({
      groups: [SECURITY, PLATFORM],
      people: 2,
    });
    expect((await asSeenBy('bob', change)).possibleReview?.people).toBe(3);
    const other = await pause('alice');
    expect((await asSeenBy('paula', other)).possibleReview).toEqual({
      groups: [PLATFORM],
      people: 1,
      remedy: expect.stringMatching(
        /^Add members to platform, or let a policy ask/,
      ),
    });
  });

  it('is no matter where nobody may break it', async () => {
    await world.stop();
    await start(false);
    const change = await pause('paula');
    expect(change.possibleReview).toBeUndefined();
  });

  it('does not keep anybody from it, and those who can mend it are told', async () => {
    const change = await pause('paula');
    const { status } = await world.as('pete')(
      'post',
      `/changes/${change.id}/break-glass`,
      { planDigest: change.planDigest, reason: 'The shop is down' },
    );
    expect(status).toBe(200);
    const deadline = Date.now() + 10_000;
    let notice;
    while (!notice) {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 20));
      notice = world.notifications.find(
        ({ payload }) => payload.topic === 'glass-broken',
      );
    }
    expect(notice.recipients).toMatchObject({
      entityRef: expect.arrayContaining([PLATFORM]),
    });
    expect(notice.payload.description).toContain(
      'Nobody may, so that its review stays open. Add members to platform',
    );
  });
});
