import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  targetUsePermission,
  type Finding,
  type Target,
  type TargetListItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  targetPermissionResourceRef,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { ProfileVersionRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';

const PREFLIGHT_MILLISECONDS = 3_000;

/** Targets as a caller may use them. */
export class AuthorizedTargets {
  readonly #knex: Knex;
  readonly #gate: PermissionGate;
  readonly #targets: Target[];
  readonly #providers: Map<string, ClusterProvider>;
  readonly #platformGroup: string;
  readonly #logger: LoggerService;

  constructor(options: {
    knex: Knex;
    gate: PermissionGate;
    targets: Target[];
    providers: Map<string, ClusterProvider>;
    platformGroup: string;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#gate = options.gate;
    this.#targets = options.targets;
    this.#providers = options.providers;
    this.#platformGroup = options.platformGroup;
    this.#logger = options.logger;
  }

  /** With a profile version: whether it may go there, too. */
  async list(
    query: { profile?: string; version?: string },
    options: { credentials: BackstageCredentials },
  ): Promise<TargetListItem[]> {
    const decision = await this.#gate.decide({
      permission: targetUsePermission,
      resourceRef: targetPermissionResourceRef,
      credentials: options.credentials,
      grant: 'read',
    });
    const version =
      query.profile && query.version
        ? await this.#knex<ProfileVersionRow>('profile_versions')
            .where({ profile: query.profile, version: query.version })
            .first()
        : undefined;
    return Promise.all(
      this.#targets.map(async target => {
        const allowed = decision.allows(target);
        return {
          ...(allowed ? target : outside(target)),
          credentials: undefined,
          use: this.#mayUse(target, allowed, version),
          findings: allowed ? await this.#preflight(target) : [],
        };
      }),
    );
  }

  #mayUse(
    target: Target,
    allowed: boolean,
    version: ProfileVersionRow | undefined,
  ): TargetListItem['use'] {
    if (!allowed) {
      return {
        allowed: false,
        reason: `You may not use target '${target.name}'; ask ${nameOf(this.#platformGroup)}`,
      };
    }
    if (
      version &&
      target.stage === 'production' &&
      version.lifecycle !== 'production'
    ) {
      return {
        allowed: false,
        reason: `Production takes only profiles whose lifecycle is production, and ${version.profile} ${version.version} is ${version.lifecycle}; choose another target, or ask ${nameOf(version.owner_ref)}`,
      };
    }
    if (version?.type === 'add-on') {
      return {
        allowed: false,
        reason: `${version.profile} is an add-on profile; choose an infrastructure or full-stack profile, and add it to that`,
      };
    }
    return { allowed: true };
  }

  async #preflight(target: Target): Promise<Finding[]> {
    const provider = this.#providers.get(target.provider);
    if (!provider) {
      return [
        {
          severity: 'block',
          code: 'provider-missing',
          message: `No provider '${target.provider}' is installed`,
          remedy: 'Add its backend module, or correct clusterProfiles.targets',
        },
      ];
    }
    try {
      return await provider.preflight({
        target,
        signal: AbortSignal.timeout(PREFLIGHT_MILLISECONDS),
      });
    } catch (error) {
      this.#logger.warn(
        `Preflight of ${target.name} failed: ${stringifyError(error)}`,
      );
      return [
        {
          severity: 'warn',
          code: 'provider-unreachable',
          message: `The provider of ${target.name} did not answer`,
        },
      ];
    }
  }
}

/** What everybody may know of a target: that it is there, and whom to ask. */
function outside(target: Target): Target {
  const { endpoint, namespace, ...rest } = target;
  return { ...rest, variables: {} };
}
