import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type BackstageCredentials,
  type BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import { PermissionClient } from '@backstage/plugin-permission-common';
import examplesPolicy from '@cluster-profiles/plugin-permission-backend-module-examples-policy';
import type { Knex } from 'knex';
import { startWorld } from '../../plugins/cluster-profiles-backend/src/__testUtils__/startWorld';
import { readExample } from './readExample';

export type Call = <T>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
) => Promise<T>;

/**
 * A slim backend on the loopback: the plugin, the simulator, and Backstage's permissions with the example policy, which
 * are asked over HTTP as in any portal. Only the signature of tokens is not checked.
 */
export async function startPortal(options: {
  knex: Knex;
  features?: BackendFeature[];
}) {
  const world = await startWorld({
    knex: options.knex,
    rootConfig: { permission: { enabled: true } },
    // Each cluster is looked at once, so that the reconciler takes no part in what is measured.
    config: { reconciler: { convergingSeconds: 3600, restingSeconds: 3600 } },
    features: [
      permissionBackend,
      examplesPolicy,
      permissions,
      ...(options.features ?? []),
    ],
  });
  // Connections outlive what the benchmark prepares between its calls.
  world.server.keepAliveTimeout = 600_000;
  const as =
    (user: string): Call =>
    async (method, path, body) => {
      const response = await fetch(
        `http://127.0.0.1:${world.server.port()}/api${path}`,
        {
          method,
          headers: {
            authorization: mockCredentials.user.header(`user:default/${user}`),
            'content-type': 'application/json',
          },
          body: body && JSON.stringify(body),
        },
      );
      const answer = await response.json();
      if (!response.ok) {
        throw new Error(
          `${method} ${path}: ${response.status} ${JSON.stringify(answer)}`,
        );
      }
      return answer;
    };
  return {
    as,
    stop: world.stop,
    /** Publishes an example: Paula proposes, Pete approves. */
    async publish(name: string, version: string): Promise<void> {
      const change = await world.propose('paula', {
        kind: 'publish',
        bundle: await readExample(name, version),
      });
      await world.approve('pete', change);
      await world.until(change.id, state => state === 'applied');
    },
  };
}

/** Backstage's own, with the token that one plugin sends another for a user; the mock of it does not name the plugin. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: { config: coreServices.rootConfig, discovery: coreServices.discovery },
  factory: services => {
    const client = new PermissionClient(services);
    const onBehalfOf = ({ principal }: BackstageCredentials) => ({
      token: mockCredentials.user.token(
        (principal as BackstageUserPrincipal).userEntityRef,
        { actor: { subject: 'plugin:cluster-profiles' } },
      ),
    });
    return {
      authorize: (requests, { credentials }) =>
        client.authorize(requests, onBehalfOf(credentials)),
      authorizeConditional: (requests, { credentials }) =>
        client.authorizeConditional(requests, onBehalfOf(credentials)),
    };
  },
});
