import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  behindBy,
  kubernetesEndOfLife,
  clusterReadPermission,
  type Cluster,
  type ClusterDetail,
  type ClusterDrift,
  type ClusterQuery,
  type DesiredProfile,
  type Page,
  type ProfileVersionState,
  type Revision,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  type Clock,
  type ClusterResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { stringify } from 'yaml';
import { toClusterResource } from '../changes/toClusterResource';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type {
  ChangeRow,
  ClusterRow,
  ProfileVersionRow,
  RevisionProfileRow,
} from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import { gatherPermitted } from './gatherPermitted';
import { getRevision, listRevisions } from './operations/getRevision';
import { listClusters, type ListedClusterRow } from './operations/listClusters';
import { toCluster, toClusterDetail, type ClusterContext } from './toCluster';

type Options = { credentials: BackstageCredentials };

/** Reads clusters, with the caller's own credentials. What he may not see does not exist for him. */
export class AuthorizedClusters {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #gate: PermissionGate;
  readonly #endOfLife: Record<string, string>;
  readonly #config: Pick<ClusterProfilesConfig, 'targets' | 'platformGroup'>;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    gate: PermissionGate;
    config: Pick<ClusterProfilesConfig, 'targets' | 'platformGroup'>;
    /** Of Kubernetes minor versions. */
    endOfLife: Record<string, string>;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#gate = options.gate;
    this.#endOfLife = options.endOfLife;
    this.#config = options.config;
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
    const contexts = await this.#contexts(rows);
    return {
      items: rows.map((row, index) => toCluster(row, contexts[index])),
      totalCount,
    };
  }

  async get(name: string, options: Options): Promise<ClusterDetail> {
    const { row, detail } = await this.#load(name, options);
    return {
      ...detail,
      permitted: await gatherPermitted({
        targets: this.#config.targets,
        platformGroup: this.#config.platformGroup,
        credentials: options.credentials,
        knex: this.#knex,
        gate: this.#gate,
        cluster: row,
        desired: detail.desired,
      }),
    };
  }

  async revisions(name: string, options: Options): Promise<Revision[]> {
    const row = await this.#visible(name, options);
    return listRevisions(this.#knex, { clusterUid: row.uid });
  }

  async drift(name: string, options: Options): Promise<ClusterDrift> {
    const { detail } = await this.#load(name, options);
    return {
      cluster: detail.name,
      observedAt: detail.observedAt,
      layers: detail.layers
        .flatMap(({ observed }) => observed ?? [])
        .filter(layer => layer.drift !== 'InSync'),
    };
  }

  /** Desired state as YAML, for a repository or another tool. */
  async export(name: string, options: Options): Promise<string> {
    const { detail } = await this.#load(name, options);
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

  async nameAvailable(name: string): Promise<boolean> {
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
    const [context] = await this.#contexts([row]);
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

  /** What lists show beside the rows, in three queries whatever their number. */
  async #contexts(rows: ListedClusterRow[]): Promise<ClusterContext[]> {
    const uids = rows.map(({ uid }) => uid);
    const changes: ChangeRow[] = await this.#knex<ChangeRow>('changes')
      .whereIn('subject_uid', uids)
      .whereIn('state', [
        'planning',
        'awaiting-approval',
        'accepted',
        'applying',
        'failed',
        'stale',
      ])
      .orderBy('created_at', 'desc')
      .select('id', 'kind', 'state', 'subject_uid');
    const profiles: Array<
      RevisionProfileRow & { digest: string; type: string }
    > = await this.#knex('revision_profiles')
      .join('profile_versions', function on() {
        this.on('profile_versions.profile', 'revision_profiles.profile').andOn(
          'profile_versions.version',
          'revision_profiles.version',
        );
      })
      .whereIn('cluster_uid', uids)
      .orderBy('revision_profiles.profile')
      .select(
        'revision_profiles.*',
        'profile_versions.digest',
        'profile_versions.type',
      );
    const versions: ProfileVersionRow[] = await this.#knex<ProfileVersionRow>(
      'profile_versions',
    )
      .whereIn('profile', [...new Set(rows.map(({ profile }) => profile))])
      .select('profile', 'version', 'state', 'digest', 'type');

    return rows.map(row => {
      const own = profiles
        .filter(entry => entry.cluster_uid === row.uid)
        .map(toDesiredProfile);
      const requested = versions
        .filter(
          entry =>
            entry.profile === row.profile &&
            entry.version === row.profile_version,
        )
        .map(({ digest, type }) =>
          toDesiredProfile({
            profile: row.profile,
            version: row.profile_version,
            digest,
            type,
          }),
        );
      const { behind, latest } = behindBy({
        current: row.profile_version,
        versions: versions
          .filter(({ profile }) => profile === row.profile)
          .map(({ version, state }) => ({
            version,
            state: state as ProfileVersionState,
          })),
      });
      return {
        profiles: (own.length > 0 ? own : requested).sort(mainFirst),
        behind,
        latestVersion: latest,
        kubernetesEndOfLife: kubernetesEndOfLife(
          row.kubernetes_version,
          this.#endOfLife,
        ),
        change: changes.find(({ subject_uid }) => subject_uid === row.uid),
      };
    });
  }
}

function toDesiredProfile(row: {
  profile: string;
  version: string;
  digest: string;
  type: string;
}): DesiredProfile {
  return {
    name: row.profile,
    version: row.version,
    digest: row.digest,
    type: row.type as DesiredProfile['type'],
  };
}

function mainFirst(a: DesiredProfile, b: DesiredProfile): number {
  const rank = (profile: DesiredProfile) => (profile.type === 'add-on' ? 1 : 0);
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}
