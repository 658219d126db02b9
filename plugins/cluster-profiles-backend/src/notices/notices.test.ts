import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import request from 'supertest';
import { startWorld } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

describe('what people are told', () => {
  it('comes once for each matter, with a link; open pages hear ids only', async () => {
    const signals: any[] = [];
    const world = await startWorld({
      config: {
        reconciler: { convergingSeconds: 0.05, restingSeconds: 0.1 },
      },
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async signal => void signals.push(signal),
          }),
        }),
      ],
    });
    const until = async (test: () => boolean | Promise<boolean>) => {
      const deadline = Date.now() + 15_000;
      while (!(await test())) {
        if (Date.now() > deadline) {
          throw new Error(JSON.stringify(world.notifications));
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    const told = (topic: string) =>
      world.notifications.filter(({ payload }) => payload.topic === topic);

    await world.publish();
    await world.apply(world.create({ target: 'prod-eu1' }));
    await until(() => told('ready').length > 0);
    expect(told('ready')).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['user:default/alice', 'group:default/checkout'],
          excludeEntityRef: [],
        },
        payload: expect.objectContaining({
          title: 'Ready: payments',
          link: '/catalog/default/resource/payments',
        }),
      },
    ]);

    const { layers } = await world.cluster();
    const response = await request(world.server)
      .put('/api/cluster-profiles/simulator/misbehaviours')
      .set('Authorization', mockCredentials.user.header('user:default/paula'))
      .send({
        kind: 'drift-layer',
        cluster: 'payments',
        layer: layers[layers.length - 1].name,
      });
    expect(response.status).toBe(200);
    await until(() => told('drift').length > 0);
    // Seen some times more.
    const seen = new Set<string | undefined>();
    await until(async () => {
      seen.add((await world.cluster()).observedAt);
      return seen.size > 3;
    });
    expect(told('drift')).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/checkout'],
          excludeEntityRef: [],
        },
        payload: expect.objectContaining({
          title: 'Drifted: payments',
          description: expect.stringContaining(layers[layers.length - 1].name),
          link: '/catalog/default/resource/payments',
        }),
      },
    ]);

    const scopes = world.notifications.map(({ payload }) => payload.scope);
    expect(new Set(scopes).size).toBe(scopes.length);
    for (const { payload } of world.notifications) {
      expect(payload.link).toMatch(/^\/(catalog|cluster-profiles)\//);
    }

    expect(signals.length).toBeGreaterThan(5);
    // `key` is a digest of the name.
    const ids = ['subject', 'key'];
    for (const { message } of signals) {
      expect(Object.keys(message).filter(key => !ids.includes(key))).toEqual(
        [],
      );
    }
    await world.stop();
  });
});
