import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  isError,
} from '@backstage/errors';
import {
  ACCESS_ROLES,
  type AccessGrant,
  type AccessOffer,
  type AccessRequest,
  type AccessRole,
  type ClusterAccess,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  type Clock,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { recordActivity } from '../activity/recordActivity';
import { toClusterResource } from '../changes/toClusterResource';
import type { ChangeContext } from '../changes/ChangeContext';
import { mayNotHave } from '../changes/clusterObstacle';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { getRevision } from '../clusters/operations/getRevision';
import type { ClusterRow } from '../database/tables';
import type { PermissionGate } from '../permissions/PermissionGate';
import { requireOwnSignIn, resolveActor } from '../permissions/resolveActor';
import { answerWithin } from '../planning/answerWithin';
import { AccessGrants } from './AccessGrants';
import { ACCESS_PERMISSIONS } from './accessPermissions';

const ANSWER_MILLISECONDS = 20_000;
/** Kubernetes gives no token for less. */
const MIN_SECONDS = 600;

/** Errors whose message a provider wrote for people. */
const SAYS_NO = new Set(['ProviderRefusedError', 'HeldError']);

type Options = { credentials: BackstageCredentials };

/** Hands out credentials of clusters that end by themselves, to users who sign in themselves, and records it. */
export class AuthorizedAccess {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #gate: PermissionGate;
  readonly #identity: { auth: AuthService; userInfo: UserInfoService };
  readonly #clusters: AuthorizedClusters;
  readonly #providers: ReadonlyMap<string, ClusterProvider>;
  readonly #whyNone: ChangeContext['whyNoAccess'];
  readonly #grants: AccessGrants;

  constructor(options: {
    context: ChangeContext;
    logger: LoggerService;
    gate: PermissionGate;
    auth: AuthService;
    userInfo: UserInfoService;
    clusters: AuthorizedClusters;
    providers: ReadonlyMap<string, ClusterProvider>;
  }) {
    this.#knex = options.context.knex;
    this.#clock = options.context.clock;
    this.#whyNone = options.context.whyNoAccess;
    this.#grants = new AccessGrants(options);
    this.#logger = options.logger;
    this.#gate = options.gate;
    this.#identity = { auth: options.auth, userInfo: options.userInfo };
    this.#clusters = options.clusters;
    this.#providers = options.providers;
  }

  async offer(name: string, options: Options): Promise<AccessOffer> {
    const actor = await resolveActor(options.credentials, this.#identity);
    const cluster = await this.#find(name, options);
    const reason = actor.ownSignIn
      ? this.#whyNone(cluster)
      : "Only a user's own sign-in gets access to a cluster";
    if (reason) {
      return { roles: [], reason };
    }
    const allowed = await Promise.all(
      ACCESS_ROLES.map(role => this.#mayHave(role, cluster, options)),
    );
    const roles = ACCESS_ROLES.filter((_, index) => allowed[index]);
    return roles.length > 0
      ? {
          roles,
          ...(await this.#grants.offer(roles, { cluster, subject: actor.ref })),
        }
      : { roles, reason: 'You may not access this cluster; ask its owner' };
  }

  async request(
    name: string,
    { role, hours = 1 }: AccessRequest,
    options: Options,
  ): Promise<ClusterAccess> {
    const actor = await resolveActor(options.credentials, this.#identity);
    requireOwnSignIn(actor, 'get access to a cluster');
    const cluster = await this.#find(name, options);
    if (!(await this.#mayHave(role, cluster, options))) {
      throw new NotAllowedError(mayNotHave(role, name));
    }
    const reason = this.#whyNone(cluster);
    if (reason) {
      throw new ConflictError(reason);
    }
    const grant = await this.#grants.require(role, {
      cluster,
      subject: actor.ref,
    });
    const seconds = this.#secondsWithin(hours, { name, grant });
    const applied = await getRevision(this.#knex, {
      clusterUid: cluster.uid,
      number: cluster.applied_revision!,
    });
    const { kubeconfig, expiresAt } = await this.#ask(name, signal =>
      this.#providers.get(cluster.provider)!.access!({
        desired: applied!.desired,
        role,
        subject: actor.ref,
        seconds,
        signal,
      }),
    );
    // Nobody gets what is not on the record.
    await recordActivity(this.#knex, {
      at: this.#clock.now().toISOString(),
      actor: actor.ref,
      subject: { kind: 'cluster', name, uid: cluster.uid },
      changeId: grant?.change,
      type: 'access-granted',
      message: `Got access as ${role} until ${expiresAt}`,
    });
    return { cluster: name, role, expiresAt, kubeconfig };
  }

  /** Never longer than what was granted. */
  #secondsWithin(
    hours: number,
    { name, grant }: { name: string; grant?: AccessGrant },
  ): number {
    if (!grant) {
      return hours * 3600;
    }
    const left = Math.floor(
      (Date.parse(grant.until) - this.#clock.now().getTime()) / 1000,
    );
    if (left < MIN_SECONDS) {
      throw new ConflictError(
        `Your access to cluster '${name}' ends at ${grant.until}, too soon for new credentials; ask for access again`,
      );
    }
    return Math.min(hours * 3600, left);
  }

  async #find(name: string, options: Options): Promise<ClusterRow> {
    const decision = await this.#clusters.decide(options);
    const cluster = await this.#knex<ClusterRow>('clusters')
      .where({ live_name: name })
      .first();
    if (!cluster || !decision.allows(toClusterResource(cluster))) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    return cluster;
  }

  async #mayHave(
    role: AccessRole,
    cluster: ClusterRow,
    { credentials }: Options,
  ): Promise<boolean> {
    const decision = await this.#gate.decide({
      permission: ACCESS_PERMISSIONS[role],
      resourceRef: clusterPermissionResourceRef,
      credentials,
      grant: 'access',
    });
    return decision.allows(toClusterResource(cluster));
  }

  /** An error that is not meant for people may quote a secret: the log gets its kind and its place, the caller nothing of it. */
  async #ask<T>(
    name: string,
    question: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await answerWithin({ question, timeout: ANSWER_MILLISECONDS });
    } catch (error) {
      if (isError(error) && SAYS_NO.has(error.name)) {
        throw new ConflictError(
          `Cluster '${name}' gives no credentials: ${error.message}`,
        );
      }
      this.#logger.warn(`No access to cluster ${name}: ${kindAndPlace(error)}`);
      throw new ServiceUnavailableError(
        `Cluster '${name}' does not answer; try again later`,
      );
    }
  }
}

function kindAndPlace(error: unknown): string {
  if (!isError(error)) {
    return 'unknown error';
  }
  const [place] = error.stack?.match(/ at \S.*:\d+:\d+\)?$/m) ?? [''];
  return `${error.name}${place}`;
}
