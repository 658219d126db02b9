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
  clusterAccessAdminPermission,
  clusterAccessEditPermission,
  clusterAccessViewPermission,
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
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { getRevision } from '../clusters/operations/getRevision';
import type { ClusterRow } from '../database/tables';
import type { PermissionGate } from '../permissions/PermissionGate';
import { requireOwnSignIn, resolveActor } from '../permissions/resolveActor';
import { answerWithin } from '../planning/answerWithin';

const ANSWER_MILLISECONDS = 20_000;

/** Errors whose message a provider wrote for people. */
const SAYS_NO = new Set(['ProviderRefusedError', 'HeldError']);

const PERMISSIONS = {
  view: clusterAccessViewPermission,
  edit: clusterAccessEditPermission,
  admin: clusterAccessAdminPermission,
};

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
  readonly #permissionsEnabled: boolean;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    logger: LoggerService;
    gate: PermissionGate;
    auth: AuthService;
    userInfo: UserInfoService;
    clusters: AuthorizedClusters;
    providers: ReadonlyMap<string, ClusterProvider>;
    /** Without them everybody would be an administrator everywhere, so that nobody gets access. */
    permissionsEnabled: boolean;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#gate = options.gate;
    this.#identity = { auth: options.auth, userInfo: options.userInfo };
    this.#clusters = options.clusters;
    this.#providers = options.providers;
    this.#permissionsEnabled = options.permissionsEnabled;
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
      ? { roles }
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
      throw new NotAllowedError(
        `You may not have the role '${role}' on cluster '${name}'; ask for a lesser one, or its owner`,
      );
    }
    const reason = this.#whyNone(cluster);
    if (reason) {
      throw new ConflictError(reason);
    }
    const applied = await getRevision(this.#knex, {
      clusterUid: cluster.uid,
      number: cluster.applied_revision!,
    });
    const { kubeconfig, expiresAt } = await this.#ask(name, signal =>
      this.#providers.get(cluster.provider)!.access!({
        desired: applied!.desired,
        role,
        subject: actor.ref,
        seconds: hours * 3600,
        signal,
      }),
    );
    // Nobody gets what is not on the record.
    await recordActivity(this.#knex, {
      at: this.#clock.now().toISOString(),
      actor: actor.ref,
      subject: { kind: 'cluster', name, uid: cluster.uid },
      type: 'access-granted',
      message: `Got access as ${role} until ${expiresAt}`,
    });
    return { cluster: name, role, expiresAt, kubeconfig };
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

  /** What keeps everybody from this cluster. */
  #whyNone({
    name,
    provider,
    profile,
    applied_revision: applied,
  }: ClusterRow): string | undefined {
    // An imported cluster has no main profile, and gets nobody from us: that would write to its base.
    if (!profile) {
      return `Cluster '${name}' was imported: whoever runs it gives access to it`;
    }
    if (!this.#permissionsEnabled) {
      return 'Access to clusters needs permissions: set permission.enabled and a policy';
    }
    if (!this.#providers.get(provider)?.access) {
      return `Clusters of the provider ${provider} give no credentials`;
    }
    return applied === null
      ? `Cluster '${name}' is not there yet; try again once it is ready`
      : undefined;
  }

  async #mayHave(
    role: AccessRole,
    cluster: ClusterRow,
    { credentials }: Options,
  ): Promise<boolean> {
    const decision = await this.#gate.decide({
      permission: PERMISSIONS[role],
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
