import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { startWorld } from '../__testUtils__/startWorld';

describe('a request that is repeated', () => {
  it('leads to the change of the first, even when that is stored while the repetition is checked', async () => {
    const permissions = mockServices.permissions();
    let beforeAnswer = async () => {};
    const world = await startWorld({
      features: [
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => ({
            authorize: (...input) => permissions.authorize(...input),
            async authorizeConditional(...input) {
              await beforeAnswer();
              return permissions.authorizeConditional(...input);
            },
          }),
        }),
      ],
    });
    await world.publish();
    const propose = () =>
      world.as('alice')('post', '/changes', world.create(), 'one-and-the-same');

    // The repetition has found nothing under its key, and now the first takes the name.
    const first = new Promise<Awaited<ReturnType<typeof propose>>>(resolve => {
      beforeAnswer = async () => {
        beforeAnswer = async () => {};
        resolve(await propose());
      };
    });
    const repetition = await propose();
    expect(repetition.body.error).toBeUndefined();
    expect(repetition.status).toBe(202);
    expect(repetition.body.id).toBe((await first).body.id);
  });
});
