import {
  coreServices,
  createServiceFactory,
  type AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

describe('auditRequests', () => {
  const events: Array<
    Pick<
      AuditorServiceCreateEventOptions,
      'eventId' | 'severityLevel' | 'meta'
    > & {
      ended?: string;
    }
  > = [];
  let broken = false;
  let world: World;

  beforeAll(async () => {
    world = await startWorld({
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({
            async createEvent({ eventId, severityLevel, meta }) {
              if (broken) {
                throw new Error('The auditor is full');
              }
              const event: (typeof events)[number] = {
                eventId,
                severityLevel,
                meta,
              };
              events.push(event);
              return {
                success: async () => void (event.ended = 'succeeded'),
                fail: async ({ error }) => void (event.ended = error.message),
              };
            },
          }),
        }),
      ],
    });
    await world.publish();
  });
  afterAll(() => world.stop());
  beforeEach(() => {
    events.length = 0;
    broken = false;
  });

  it.each<['get' | 'post' | 'put', string, object]>([
    [
      'get',
      '/clusters',
      { eventId: 'list-clusters', severityLevel: 'low', ended: 'succeeded' },
    ],
    [
      'get',
      '/CLUSTERS/payments/',
      {
        eventId: 'get-cluster',
        severityLevel: 'low',
        ended: 'Not Found',
        meta: { name: 'payments', requestId: expect.any(String) },
      },
    ],
    [
      'get',
      '/activity/checkpoints',
      { eventId: 'list-checkpoints', ended: 'succeeded' },
    ],
    [
      'post',
      '/changes',
      { eventId: 'propose', severityLevel: 'medium', ended: 'Bad Request' },
    ],
    [
      'post',
      '/changes/some/approve',
      {
        eventId: 'approve-change',
        severityLevel: 'high',
        meta: { id: 'some', requestId: expect.any(String) },
      },
    ],
    [
      'put',
      '/write-switch',
      { eventId: 'set-write-switch', severityLevel: 'high' },
    ],
    ['post', '/previews', { eventId: 'start-preview', severityLevel: 'low' }],
    [
      'get',
      '/clusters/a/evidence',
      { eventId: 'get-evidence', severityLevel: 'high' },
    ],
    ['get', '/nowhere', { eventId: 'unknown-request', ended: 'Not Found' }],
  ])('tells of %s %s', async (method, path, event) => {
    await world.as('alice')(method, path, method === 'get' ? undefined : {});
    // The end is told once the answer is on its way.
    while (!events[0]?.ended) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(events).toMatchObject([event]);
  });

  it('prevents what the auditor is not told of', async () => {
    broken = true;
    const { status, body } = await world.as('alice')(
      'post',
      '/changes',
      world.create(),
    );
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('full');
    broken = false;
    const { body: changes } = await world.as('paula')(
      'get',
      '/changes?subject=payments',
    );
    expect(changes.totalCount).toBe(0);
  });
});
