import {
  coreServices,
  createServiceFactory,
  type LoggerService,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterAccessAdminPermission,
  clusterAccessEditPermission,
  clusterReadPermission,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterConditions,
  createClusterConditionalDecision,
  type Clock,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { JsonArray, JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { startWorld } from '../../__testUtils__/startWorld';
import { lender } from './lender';

/** Names of the permissions that were asked for. */
export const asked: string[] = [];

/** Bob sees no cluster; Sam gets no role; Alice edits what is not production; everybody else may do anything. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = (permission: any, credentials: any) => {
      asked.push(permission.name);
      const who = credentials.principal.userEntityRef;
      const isAccess = permission.name.includes('.access.');
      if (
        who === 'user:default/alice' &&
        permission.name === clusterAccessEditPermission.name
      ) {
        return createClusterConditionalDecision(permission, {
          not: clusterConditions.hasStage({ stages: ['production'] }),
        });
      }
      const denied =
        (who === 'user:default/bob' &&
          permission.name === clusterReadPermission.name) ||
        (who === 'user:default/sam' && isAccess) ||
        (who === 'user:default/alice' &&
          permission.name === clusterAccessAdminPermission.name);
      return { result: denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW };
    };
    return {
      authorize: async (requests: any[], { credentials }: any) =>
        requests.map(({ permission }) => decide(permission, credentials)),
      authorizeConditional: async (requests: any[], { credentials }: any) =>
        requests.map(({ permission }) => decide(permission, credentials)),
    } as any;
  },
});

/** Lines of the log. */
export const logged: string[] = [];

/** Remembers every line of the log. */
const rootLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: (): RootLoggerService => {
    const log: LoggerService['info'] = (message, meta) =>
      void logged.push(
        `${message} ${meta instanceof Error ? meta.stack : JSON.stringify(meta)}`,
      );
    const logger: RootLoggerService = {
      error: log,
      warn: log,
      info: log,
      debug: log,
      child: () => logger,
    };
    return logger;
  },
});

/** Payments (development) and shop (production) give access, model is simulated, waiting waits for its approval. */
export async function startAccessWorld(options: {
  knex: Knex;
  access: NonNullable<ClusterProvider['access']>;
  permissionsEnabled?: boolean;
  policies?: JsonArray;
  record?: JsonObject;
  clock?: Clock;
}) {
  const { knex, access } = options;
  const world = await startWorld({
    knex,
    clock: options.clock,
    features: [permissions, rootLogger, lender(access)],
    rootConfig: { permission: { enabled: options.permissionsEnabled ?? true } },
    config: {
      targets: [
        ['lent-dev', 'lender', 'development'],
        ['lent-prod', 'lender', 'production'],
        ['simulated', 'simulator', 'development'],
      ].map(([name, provider, stage]) => ({
        name,
        provider,
        stage,
        region: 'eu-central-1',
      })),
      ...(options.policies && { policies: options.policies }),
      ...(options.record && { record: options.record }),
      services: [{ subject: 'external:ci', may: ['read', 'administer'] }],
    },
  });
  await world.publish();
  await world.apply(world.create({ target: 'lent-dev' }));
  await world.apply(world.create({ cluster: 'shop', target: 'lent-prod' }));
  await world.apply(world.create({ cluster: 'model', target: 'simulated' }));
  await world.propose(
    'alice',
    world.create({ cluster: 'waiting', target: 'lent-prod' }),
  );
  return world;
}
