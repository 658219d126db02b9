import {
  coreServices,
  createServiceFactory,
  type BackstageCredentials,
  type BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type {
  Change,
  ChangeRequest,
  ChangeState,
  ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clockServiceRef,
  type Clock,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import simulatorModule from '@cluster-profiles/plugin-cluster-profiles-backend-module-simulator';
import { clusterProfilesPlugin } from '../plugin';
import { aBundle, type BundleOptions } from './bundles';

const GROUPS: Record<string, string[]> = {
  alice: ['checkout'],
  bob: ['checkout'],
  carol: ['search'],
  paula: ['platform'],
  pete: ['platform'],
  sam: ['security'],
};

export const PLATFORM = 'group:default/platform';
export const CHECKOUT = 'group:default/checkout';

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials: BackstageCredentials) {
      const { userEntityRef } = credentials.principal as BackstageUserPrincipal;
      const name = userEntityRef.split('/')[1];
      return {
        userEntityRef,
        ownershipEntityRefs: [
          userEntityRef,
          ...(GROUPS[name] ?? []).map(group => `group:default/${group}`),
        ],
      };
    },
  }),
});

/** A backend with the plugin, the simulator without delay, and the users of the example organisation. */
export async function startWorld(
  options: {
    knex?: Knex;
    config?: JsonObject;
    /** Configuration beside `clusterProfiles`. */
    rootConfig?: JsonObject;
    features?: BackendFeature[];
    /** Seconds until what should have happened counts as missing, which is looked for a thousand times; 15 if absent. */
    patienceSeconds?: number;
    /** A clock that the test moves; the real one if absent. */
    clock?: Clock;
  } = {},
) {
  const notifications: NotificationSendOptions[] = [];
  const backend = await startTestBackend({
    features: [
      clusterProfilesPlugin,
      simulatorModule,
      catalogServiceMock.factory({ entities: organisation() }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      mockServices.rootConfig.factory({
        data: {
          ...options.rootConfig,
          clusterProfiles: {
            instanceId: 'test',
            targets: [
              aTarget('dev-eu1', 'development'),
              aTarget('staging-eu1', 'staging'),
              aTarget('prod-eu1', 'production'),
            ],
            reconciler: { convergingSeconds: 0.05, restingSeconds: 60 },
            simulator: { secondsPerStep: 0 },
            dangerouslyAllowExamples: true,
            ...options.config,
            limits: {
              // Tests ask all the time.
              requestsPerMinute: 1_000_000,
              writesPerMinute: 1_000_000,
              ...(options.config?.limits as JsonObject | undefined),
            },
          },
        },
      }),
      userInfo,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async notification => void notifications.push(notification),
        }),
      }),
      ...(options.clock
        ? [
            createServiceFactory({
              service: clockServiceRef,
              deps: {},
              factory: () => options.clock!,
            }),
          ]
        : []),
      ...(options.features ?? []),
    ],
  });

  const { server } = backend;
  const call =
    (header: string) =>
    async (
      method: 'get' | 'post' | 'put',
      path: string,
      body?: object,
      key?: string,
    ) => {
      const sent = request(server)
        [method](`/api/cluster-profiles/v1${path}`)
        .set('Authorization', header);
      if (key) sent.set('Idempotency-Key', key);
      return body ? sent.send(body) : sent;
    };
  const as = (name: string) =>
    call(mockCredentials.user.header(`user:default/${name}`));

  const world = {
    server,
    stop: () => backend.stop(),
    /** Notifications that were sent. */
    notifications,
    as,
    asService: (subject: string) =>
      call(
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(subject),
          targetPluginId: 'cluster-profiles',
        }),
      ),
    /** A token that a service carries for a user, as the scaffolder's actions do. */
    asActorFor: (name: string) =>
      call(
        `Bearer ${mockCredentials.user.token(`user:default/${name}`, {
          actor: { subject: 'plugin:scaffolder' },
        })}`,
      ),
    /** Proposes, and waits until the plan is made. */
    async propose(name: string, body: ChangeRequest): Promise<Change> {
      const response = await as(name)('post', '/changes', body);
      if (response.status !== 202) {
        throw new Error(
          `${response.status} ${JSON.stringify(response.body.error)}`,
        );
      }
      return world.until(response.body.id, state => state !== 'planning');
    },
    async until(
      id: string,
      test: (state: ChangeState, change: Change) => boolean,
    ) {
      const { patienceSeconds = 15 } = options;
      const deadline = Date.now() + patienceSeconds * 1000;
      for (;;) {
        const { body } = await as('paula')('get', `/changes/${id}`);
        if (test(body.state, body)) {
          return body as Change;
        }
        if (Date.now() > deadline) {
          throw new Error(
            `The change stays ${body.state}: ${body.stateReason} ${JSON.stringify(body.steps)}`,
          );
        }
        await new Promise(resolve => setTimeout(resolve, patienceSeconds));
      }
    },
    async approve(name: string, change: Pick<Change, 'id' | 'planDigest'>) {
      return as(name)('post', `/changes/${change.id}/approve`, {
        planDigest: change.planDigest,
      });
    },
    /** Publishes a bundle: Paula proposes, Pete approves. */
    async publish(bundle: BundleOptions = {}): Promise<Change> {
      const change = await world.propose('paula', {
        kind: 'publish',
        bundle: aBundle(bundle),
      });
      if (change.state !== 'awaiting-approval') {
        throw new Error(`${change.state}: ${change.stateReason}`);
      }
      const response = await world.approve('pete', change);
      if (response.status !== 200) {
        throw new Error(JSON.stringify(response.body.error));
      }
      return world.until(change.id, state => state === 'applied');
    },
    create: (
      changes: Partial<Extract<ChangeRequest, { kind: 'create' }>> = {},
    ) =>
      ({
        kind: 'create',
        cluster: 'payments',
        owner: CHECKOUT,
        target: 'dev-eu1',
        profile: { name: 'base', version: '1.0.0' },
        ...changes,
      }) satisfies ChangeRequest,
    /** Proposes as Alice, lets Pete approve what needs it, and waits for the proof. */
    async apply(body: ChangeRequest): Promise<Change> {
      const change = await world.propose('alice', body);
      if (change.state === 'awaiting-approval') {
        await world.approve('pete', change);
      }
      return world.until(change.id, (state, current) => {
        if (['rejected', 'failed', 'stale'].includes(state)) {
          throw new Error(`${state}: ${current.stateReason}`);
        }
        return state === 'applied';
      });
    },
    async cluster(name = 'payments'): Promise<ClusterDetail> {
      return (await as('paula')('get', `/clusters/${name}`)).body;
    },
  };
  return world;
}

export type World = Awaited<ReturnType<typeof startWorld>>;

function aTarget(name: string, stage: string): JsonObject {
  return { name, stage, provider: 'simulator', region: 'eu-central-1' };
}

function organisation(): Entity[] {
  const users = Object.entries(GROUPS).map(([name, groups]) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { namespace: 'default', name },
    spec: { memberOf: groups },
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  }));
  const groups = ['checkout', 'search', 'platform', 'security'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name },
    spec: { type: 'team', children: [] },
  }));
  return [...users, ...groups];
}
