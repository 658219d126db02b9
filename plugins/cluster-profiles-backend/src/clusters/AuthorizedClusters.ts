import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  clusterReadPermission,
  clusterReadValuesPermission,
  type Cluster,
  type ClusterDetail,
  type ClusterQuery,
  type Page,
  type Revision,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  type Clock,
  type ClusterProvider,
  type ClusterResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { stringify } from 'yaml';
import { toClusterResource } from '../changes/toClusterResource';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ClusterRow } from '../database/tables';
import { gatherOverrides } from '../overrides/gatherOverrides';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import { hideDesired, hideDetail } from '../values/hideValues';
import type { ValueSight } from '../values/ValueSight';
import { gatherContexts } from './gatherContexts';
import { gatherPermitted } from './gatherPermitted';
import { getRevision, listRevisions } from './operations/getRevision';
import { listClusters } from './operations/listClusters';
import { permittedForce } from './permittedForce';
import { toCluster, toClusterDetail } from './toCluster';

type Options = { credentials: BackstageCredentials };

/** Reads clusters, with the caller's own credentials. What he may not see does not exist for him. */
export class AuthorizedClusters {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #gate: PermissionGate;
  readonly #endOfLife: Record<string, string>;
  readonly #config: Pick<ClusterProfilesConfig, 'targets' | 'platformGroup'>;
  readonly #providers: ReadonlyMap<string, ClusterProvider>;
  readonly #permissionsEnabled: boolean;
  readonly #sight: ValueSight;
  readonly #whoIs: (credentials: BackstageCredentials) => Promise<Actor>;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    gate: PermissionGate;
    config: Pick<ClusterProfilesConfig, 'targets' | 'platformGroup'>;
    /** Of Kubernetes minor versions. */
    endOfLife: Record<string, string>;
    providers: ReadonlyMap<string, ClusterProvider>;
    permissionsEnabled: boolean;
    sight: ValueSight;
    whoIs: (credentials: BackstageCredentials) => Promise<Actor>;
  }) {
    this.#sight = options.sight;
    this.#whoIs = options.whoIs;
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#gate = options.gate;
    this.#endOfLife = options.endOfLife;
    this.#config = options.config;
    this.#providers = options.providers;
    this.#permissionsEnabled = options.permissionsEnabled;
  }

  /** Conditions on clusters for one caller, for other lists that show them. */
  decide(options: Options): Promise<Decision<ClusterResource>> {
    return this.#gate.decide({
      permission: clusterReadPermission,
      resourceRef: clusterPermissionResourceRef,
      credentials: options.credentials,
      grant: 'read',
    });
  }

  async list(
    query: ClusterQuery & { offset: number; limit: number },
    options: Options,
  ): Promise<Page<Cluster>> {
    const decision = await this.decide(options);
    const { rows, totalCount } = await listClusters(this.#knex, {
      ...query,
      endedMinors: this.#endedMinors(),
      visible: builder => decision.narrow(builder),
    });
    const contexts = await gatherContexts(rows, {
      knex: this.#knex,
      endOfLife: this.#endOfLife,
    });
    return {
      items: rows.map((row, index) => toCluster(row, contexts[index])),
      totalCount,
    };
  }

  async get(name: string, options: Options): Promise<ClusterDetail> {
    const { detail, values } = await this.whole(name, options);
    return values ? detail : hideDetail(detail);
  }

  /** With its values, and whether the caller may read them: for what is worked out of them. */
  async whole(
    name: string,
    options: Options,
  ): Promise<{ detail: ClusterDetail; values: boolean }> {
    const { row, detail } = await this.#load(name, options);
    const whole: ClusterDetail = {
      ...detail,
      overrides: await gatherOverrides(this.#knex, row, detail.desired),
      permitted: await gatherPermitted({
        targets: this.#config.targets,
        platformGroup: this.#config.platformGroup,
        credentials: options.credentials,
        actor: (await this.#whoIs(options.credentials)).ref,
        knex: this.#knex,
        gate: this.#gate,
        cluster: row,
        desired: detail.desired,
        providers: this.#providers,
      }),
      ...(await permittedForce({
        knex: this.#knex,
        gate: this.#gate,
        credentials: options.credentials,
        permissionsEnabled: this.#permissionsEnabled,
        cluster: row,
        desired: detail.desired,
      })),
    };
    return { detail: whole, values: await this.#maySee(row, options) };
  }

  async revisions(name: string, options: Options): Promise<Revision[]> {
    const row = await this.#visible(name, options);
    const revisions = await listRevisions(this.#knex, { clusterUid: row.uid });
    return (await this.#maySee(row, options))
      ? revisions
      : revisions.map(revision => ({
          ...revision,
          desired: hideDesired(revision.desired),
        }));
  }

  /** Desired state as YAML, for a repository or another tool. */
  async export(name: string, options: Options): Promise<string> {
    const { row, detail } = await this.#load(name, options);
    if (!(await this.#maySee(row, options))) {
      throw new NotAllowedError(
        `An export of '${name}' holds its values: this needs the permission ${clusterReadValuesPermission.name}`,
      );
    }
    const { desired, revision } = detail;
    if (!desired) {
      throw new NotFoundError(
        `Cluster '${name}' has no accepted desired state yet`,
      );
    }
    return stringify({
      apiVersion: 'clusterprofiles.io/v1alpha1',
      kind: 'ClusterDesiredState',
      metadata: { name, revision },
      spec: desired,
    });
  }

  /** Names are unique, so whoever signs in may know which are taken; nothing else is told of the cluster. */
  async nameAvailable(
    name: string,
    { credentials }: Options,
  ): Promise<boolean> {
    this.#gate.requireGrant(
      credentials,
      'read',
      'propose:create',
      'propose:import',
    );
    return !(await this.#knex<ClusterRow>('clusters')
      .where({ live_name: name })
      .first());
  }

  /** The last day of support counts as supported. */
  #endedMinors(): string[] {
    const today = this.#clock.now().toISOString().slice(0, 10);
    return Object.entries(this.#endOfLife).flatMap(([minor, day]) =>
      day < today ? [minor] : [],
    );
  }

  async #load(
    name: string,
    options: Options,
  ): Promise<{
    row: ClusterRow;
    detail: ReturnType<typeof toClusterDetail>;
  }> {
    const row = await this.#visible(name, options);
    const [context] = await gatherContexts([row], {
      knex: this.#knex,
      endOfLife: this.#endOfLife,
    });
    const revision =
      row.desired_revision === null
        ? undefined
        : await getRevision(this.#knex, {
            clusterUid: row.uid,
            number: row.desired_revision,
          });
    return {
      row,
      detail: toClusterDetail(row, context, revision?.desired),
    };
  }

  async #maySee(row: ClusterRow, options: Options): Promise<boolean> {
    const decision = await this.#sight.ofClusters(options.credentials);
    return decision.allows(toClusterResource(row));
  }

  async #visible(name: string, options: Options): Promise<ClusterRow> {
    const row = await this.#knex<ClusterRow>('clusters')
      .where({ name })
      .orderByRaw('case when live_name is null then 1 else 0 end')
      .orderBy('created_at', 'desc')
      .first();
    const decision = await this.decide(options);
    if (!row || !decision.allows(toClusterResource(row))) {
      throw new NotFoundError(`There is no cluster '${name}'`);
    }
    return row;
  }
}
