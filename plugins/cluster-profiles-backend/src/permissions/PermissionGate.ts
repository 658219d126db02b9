import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PermissionCriteria,
  type ResourcePermission,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  type PermissionResourceRef,
} from '@backstage/plugin-permission-node';
import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ColumnFilter } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { ServiceGrant } from '../config/ClusterProfilesConfig';
import { applyCriteria } from './applyCriteria';
import { askAbout, resolveFilter } from './askAbout';
import { isService, serviceMay } from './serviceMay';

/** What the permission framework says, usable on one thing, on a draft, and on a query. */
export interface Decision<TResource> {
  /** Whatever the resource, the answer is no. */
  never: boolean;
  allows(resource: TResource): boolean;
  /** Narrows a query to what is allowed. */
  narrow(builder: Knex.QueryBuilder): void;
}

/**
 * Asks Backstage's permissions with the caller's own credentials. Service principals are allowed everything there, so what
 * they may do is our own list.
 */
export class PermissionGate {
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #services: ServiceGrant[];
  readonly #targets: readonly Pick<Target, 'name' | 'labels'>[];

  constructor(options: {
    permissions: PermissionsService;
    registry: PermissionsRegistryService;
    services: ServiceGrant[];
    targets: readonly Pick<Target, 'name' | 'labels'>[];
  }) {
    this.#permissions = options.permissions;
    this.#registry = options.registry;
    this.#services = options.services;
    this.#targets = options.targets;
  }

  /** `grant` is what a service needs, such as `read` or `propose:publish`. */
  async decide<TResource>(options: {
    permission: ResourcePermission;
    resourceRef: PermissionResourceRef<TResource, ColumnFilter, string>;
    credentials: BackstageCredentials;
    grant: string;
  }): Promise<Decision<TResource>> {
    const { grant, ...rest } = options;
    return (await this.decideByGrant(rest))(grant);
  }

  /** One question to the permission framework for several grants: only services are told apart by them. */
  async decideByGrant<TResource>(options: {
    permission: ResourcePermission;
    resourceRef: PermissionResourceRef<TResource, ColumnFilter, string>;
    credentials: BackstageCredentials;
  }): Promise<(grant: string) => Decision<TResource>> {
    const { permission, resourceRef, credentials } = options;
    if (isService(credentials)) {
      return grant =>
        fixed(Boolean(serviceMay(this.#services, credentials, grant)));
    }
    return this.#decide({ permission, resourceRef, credentials });
  }

  async #decide<TResource>(options: {
    permission: ResourcePermission;
    resourceRef: PermissionResourceRef<TResource, ColumnFilter, string>;
    credentials: BackstageCredentials;
  }): Promise<(grant: string) => Decision<TResource>> {
    const { permission, resourceRef, credentials } = options;
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      {
        credentials,
      },
    );
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return () => fixed(decision.result === AuthorizeResult.ALLOW);
    }
    const ruleset = this.#registry.getPermissionRuleset(resourceRef);
    const authorizer = createConditionAuthorizer(ruleset);
    const criteria: PermissionCriteria<ColumnFilter> =
      createConditionTransformer(ruleset)(decision.conditions);
    return grant => {
      const asked = { grant, targets: this.#targets };
      return {
        never: false,
        allows: resource => authorizer(decision, askAbout(resource, asked)),
        narrow: builder =>
          applyCriteria(builder, criteria, filter =>
            resolveFilter(filter, asked),
          ),
      };
    };
  }

  /** What every user who is signed in may do, services need one of the grants for. Throws `NotAllowedError`. */
  requireGrant(
    credentials: BackstageCredentials,
    ...grants: readonly string[]
  ): void {
    if (
      isService(credentials) &&
      !grants.some(grant => serviceMay(this.#services, credentials, grant))
    ) {
      throw new NotAllowedError(
        `Service '${credentials.principal.subject}' needs the grant ${grants.join(' or ')} in clusterProfiles.services`,
      );
    }
  }

  /** Throws `NotAllowedError` unless the caller holds a permission that is about no resource. */
  async require(options: {
    permission: BasicPermission;
    credentials: BackstageCredentials;
    grant: string;
  }): Promise<void> {
    const { permission, credentials, grant } = options;
    const service = serviceMay(this.#services, credentials, grant);
    const allowed =
      service ??
      (await this.#permissions.authorize([{ permission }], { credentials }))[0]
        .result === AuthorizeResult.ALLOW;
    if (!allowed) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
  }
}

function fixed<TResource>(allowed: boolean): Decision<TResource> {
  return {
    never: !allowed,
    allows: () => allowed,
    narrow: builder => {
      if (!allowed) builder.whereRaw('1 = 0');
    },
  };
}
