import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  profileReadPermission,
  targetUsePermission,
  type Target,
  type TargetListItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  profilePermissionResourceRef,
  targetPermissionResourceRef,
  type AddOnEngine,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { nameOf } from '../permissions/nameOf';
import type { PermissionGate } from '../permissions/PermissionGate';
import {
  listVersionResources,
  type VersionResource,
} from '../profiles/operations/listProfileResources';
import type { AuthorizedImports } from './AuthorizedImports';
import { preflightTarget } from './preflightTarget';

/** Targets as a caller may use them. */
export class AuthorizedTargets {
  readonly #knex: Knex;
  readonly #gate: PermissionGate;
  readonly #targets: Target[];
  readonly #platformGroup: string;
  readonly #imports: Pick<AuthorizedImports, 'permitted'>;
  readonly #preflight: Omit<Parameters<typeof preflightTarget>[0], 'target'>;

  constructor(options: {
    knex: Knex;
    gate: PermissionGate;
    targets: Target[];
    providers: Map<string, ClusterProvider>;
    engines: Map<string, AddOnEngine>;
    platformGroup: string;
    imports: Pick<AuthorizedImports, 'permitted'>;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#gate = options.gate;
    this.#targets = options.targets;
    this.#platformGroup = options.platformGroup;
    this.#imports = options.imports;
    const { providers, engines, logger } = options;
    this.#preflight = { providers, engines, logger };
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
    const version = await this.#visibleVersion(query, options);
    const mayImport = await this.#imports.permitted(options);
    return Promise.all(
      this.#targets.map(async target => {
        const allowed = decision.allows(target);
        return {
          ...(allowed ? target : outside(target)),
          credentials: undefined,
          use: this.#mayUse(target, allowed, version),
          import: mayImport(target),
          findings: allowed
            ? await preflightTarget({ ...this.#preflight, target })
            : [],
        };
      }),
    );
  }

  /** Of a profile that the caller may not see nothing is told. */
  async #visibleVersion(
    { profile, version }: { profile?: string; version?: string },
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<VersionResource | undefined> {
    if (!profile || !version) {
      return undefined;
    }
    const [offered] = await listVersionResources(this.#knex, rows =>
      rows.where({ name: profile, version }),
    );
    const read = await this.#gate.decide({
      permission: profileReadPermission,
      resourceRef: profilePermissionResourceRef,
      credentials,
      grant: 'read',
    });
    return offered && read.allows(offered) ? offered : undefined;
  }

  #mayUse(
    target: Target,
    allowed: boolean,
    version: VersionResource | undefined,
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
        reason: `Production takes only profiles whose lifecycle is production, and ${version.name} ${version.version} is ${version.lifecycle}; choose another target, or ask ${nameOf(version.owner)}`,
      };
    }
    if (version?.type === 'add-on') {
      return {
        allowed: false,
        reason: `${version.name} is an add-on profile; choose an infrastructure or full-stack profile, and add it to that`,
      };
    }
    return { allowed: true };
  }
}

/** What everybody may know of a target: that it is there, and whom to ask. */
function outside(target: Target): Target {
  const { endpoint, namespace, ...rest } = target;
  return { ...rest, variables: {} };
}
