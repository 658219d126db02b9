import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
  type AuthService,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';

const KEY_ID = 'portal';
const { privateKey, publicKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
});

const encode = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

function signature(header: object, payload: object, key: KeyObject): string {
  return sign('sha256', Buffer.from(`${encode(header)}.${encode(payload)}`), {
    key,
    dsaEncoding: 'ieee-p1363',
  }).toString('base64url');
}

/** A token as the portal gives it to a user who signs in. */
export function userToken(
  name: string,
  options: { secondsLeft?: number; key?: KeyObject } = {},
): string {
  const { secondsLeft = 3600, key = privateKey } = options;
  const header = { typ: 'vnd.backstage.user', alg: 'ES256', kid: KEY_ID };
  const now = Math.floor(Date.now() / 1000);
  const identity = {
    sub: `user:default/${name}`,
    iat: now - 7200,
    exp: now + secondsLeft,
  };
  const payload = {
    iss: 'portal',
    ...identity,
    ent: [identity.sub],
    aud: 'backstage',
    // What services may carry on: it names the user, and is no sign-in.
    uip: signature(
      { ...header, typ: 'vnd.backstage.limited-user' },
      identity,
      key,
    ),
  };
  return [
    encode(header),
    encode(payload),
    signature(header, payload, key),
  ].join('.');
}

/** The real ways of authentication, the keys of users, and another plugin, which has tokens of users to carry. */
export function realAuthentication() {
  let scaffolderAuth: AuthService;
  const auth = createBackendPlugin({
    pluginId: 'auth',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = Router();
          router.get('/.well-known/jwks.json', (_request, response) => {
            response.json({
              keys: [
                {
                  ...publicKey.export({ format: 'jwk' }),
                  kid: KEY_ID,
                  alg: 'ES256',
                  use: 'sig',
                },
              ],
            });
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({
            path: '/.well-known/jwks.json',
            allow: 'unauthenticated',
          });
        },
      });
    },
  });
  const scaffolder = createBackendPlugin({
    pluginId: 'scaffolder',
    register(env) {
      env.registerInit({
        // The router is what other plugins fetch the keys of this one from.
        deps: { auth: coreServices.auth, router: coreServices.httpRouter },
        async init(services) {
          scaffolderAuth = services.auth;
        },
      });
    },
  });
  return {
    features: [auth, scaffolder, authServiceFactory, httpAuthServiceFactory],
    /** What a template's HTTP action sends for its initiator. */
    async carriedToken(name: string): Promise<string> {
      const { token } = await scaffolderAuth.getPluginRequestToken({
        onBehalfOf: await scaffolderAuth.authenticate(userToken(name)),
        targetPluginId: 'cluster-profiles',
      });
      return token;
    },
    /** What it sends for itself. */
    async ownToken(): Promise<string> {
      const { token } = await scaffolderAuth.getPluginRequestToken({
        onBehalfOf: await scaffolderAuth.getOwnServiceCredentials(),
        targetPluginId: 'cluster-profiles',
      });
      return token;
    },
  };
}
