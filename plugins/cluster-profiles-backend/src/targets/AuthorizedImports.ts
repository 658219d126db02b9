import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  clusterProposePermission,
  targetUsePermission,
  type ImportableClusters,
  type Permitted,
  type Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  targetPermissionResourceRef,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { listImported } from '../clusters/operations/listImported';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import { answerWithin } from '../planning/answerWithin';
import { classifyError } from '../reconciler/classifyError';
import { gatherImportable } from './gatherImportable';

const GRANT = 'propose:import';
const DISCOVER_MILLISECONDS = 10_000;

type Options = { credentials: BackstageCredentials };

/** Who may import from where, and what there is: what a proposal of the kind `import` would need. */
export class AuthorizedImports {
  readonly #knex: Knex;
  readonly #gate: PermissionGate;
  readonly #targets: readonly Target[];
  readonly #providers: ReadonlyMap<string, ClusterProvider>;
  readonly #platformGroup: string;
  readonly #instanceId: string;
  readonly #actor: (credentials: BackstageCredentials) => Promise<Actor>;

  constructor(options: {
    knex: Knex;
    gate: PermissionGate;
    targets: readonly Target[];
    providers: ReadonlyMap<string, ClusterProvider>;
    platformGroup: string;
    instanceId: string;
    actor(credentials: BackstageCredentials): Promise<Actor>;
  }) {
    this.#knex = options.knex;
    this.#gate = options.gate;
    this.#targets = options.targets;
    this.#providers = options.providers;
    this.#platformGroup = options.platformGroup;
    this.#instanceId = options.instanceId;
    this.#actor = options.actor;
  }

  /** Whether the caller may import from a target. Asks nothing where no target of the portal could. */
  async permitted(options: Options): Promise<(target: Target) => Permitted> {
    if (!this.#targets.some(target => this.#provider(target)?.inspect)) {
      return target => this.#unable(target);
    }
    const { credentials } = options;
    const about = { credentials, grant: GRANT };
    const [use, propose, actor] = await Promise.all([
      this.#gate.decide({
        ...about,
        permission: targetUsePermission,
        resourceRef: targetPermissionResourceRef,
      }),
      this.#gate.decide({
        ...about,
        permission: clusterProposePermission,
        resourceRef: clusterPermissionResourceRef,
      }),
      this.#actor(credentials),
    ]);
    const owners = actor.groups.length > 0 ? actor.groups : [actor.ref];
    return target => {
      if (!this.#provider(target)?.inspect) {
        return this.#unable(target);
      }
      const { name, stage, provider } = target;
      if (!use.allows({ name, stage, provider })) {
        return this.#askPlatform(`use target '${name}'`);
      }
      return owners.some(owner =>
        propose.allows({ owner, target: name, stage, provider, profile: '' }),
      )
        ? { allowed: true }
        : this.#askPlatform(`import clusters from target '${name}'`);
    };
  }

  /** Clusters of a target. Errors: `NotFoundError`, `NotAllowedError`, `ServiceUnavailableError` where nobody answers. */
  async list(name: string, options: Options): Promise<ImportableClusters> {
    const target = this.#targets.find(known => known.name === name);
    if (!target) {
      throw new NotFoundError(`There is no target '${name}'`);
    }
    const { allowed, reason } = (await this.permitted(options))(target);
    if (!allowed) {
      throw new NotAllowedError(reason!);
    }
    const provider = this.#provider(target)!;
    if (!provider.discover) {
      return { listed: false, items: [], more: false };
    }
    const imported = await listImported(this.#knex, target);
    try {
      return await answerWithin({
        timeout: DISCOVER_MILLISECONDS,
        question: signal =>
          gatherImportable(provider.discover!({ target, signal }), {
            imported,
            instanceId: this.#instanceId,
          }),
      });
    } catch (error) {
      throw silence(name, error);
    }
  }

  #provider(target: Target): ClusterProvider | undefined {
    return this.#providers.get(target.provider);
  }

  #unable({ provider }: Target): Permitted {
    return {
      allowed: false,
      reason: `Provider '${provider}' cannot import clusters`,
    };
  }

  #askPlatform(what: string): Permitted {
    return {
      allowed: false,
      reason: `You may not ${what}; ask ${nameOf(this.#platformGroup)}`,
    };
  }
}

/** What a provider says of its own silence, or of its refusal, is meant for people; anything else may hold what is not. */
function silence(target: string, error: unknown): Error {
  if (isError(error) && error.name === 'TimeoutError') {
    return new ServiceUnavailableError(
      `The provider of target '${target}' did not answer within ${DISCOVER_MILLISECONDS / 1000} s`,
    );
  }
  const { kind, message } = classifyError(error);
  switch (kind) {
    case 'unreachable':
      return new ServiceUnavailableError(
        `The provider of target '${target}' does not answer: ${message}`,
      );
    case 'refused':
      return new ServiceUnavailableError(
        `The provider of target '${target}' refuses to list its clusters: ${message}`,
      );
    default:
      return error as Error;
  }
}
