import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** Who does something, as the record names him. */
export interface Actor {
  /** Entity reference of a user, or `service:SUBJECT`. */
  ref: string;
  /** Entity references that he owns things through, his own included; empty for services. */
  groups: string[];
  /** A user's own sign-in: no service, no token that somebody carries for him. */
  ownSignIn: boolean;
}

/** Throws `NotAllowedError` for callers that are neither user nor service. */
export async function resolveActor(
  credentials: BackstageCredentials,
  services: { auth: AuthService; userInfo: UserInfoService },
): Promise<Actor> {
  const { auth, userInfo } = services;
  if (auth.isPrincipal(credentials, 'user')) {
    const info = await userInfo.getUserInfo(credentials);
    const principal: BackstageUserPrincipal = credentials.principal;
    return {
      ref: normalize(info.userEntityRef),
      groups: info.ownershipEntityRefs.map(normalize),
      ownSignIn: principal.actor === undefined,
    };
  }
  if (auth.isPrincipal(credentials, 'service')) {
    return {
      ref: `service:${credentials.principal.subject}`,
      groups: [],
      ownSignIn: false,
    };
  }
  throw new NotAllowedError('This needs a signed-in user or a service');
}

/** References are compared as the catalog compares them. */
function normalize(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

/** Approve, reject and force take nothing else. */
export function requireOwnSignIn(actor: Actor, what: string): void {
  if (!actor.ownSignIn) {
    throw new NotAllowedError(
      `Only a user's own sign-in may ${what}; services and tokens that act for somebody may not`,
    );
  }
}
