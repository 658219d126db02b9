import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  clusterReadValuesPermission,
  mainProfile,
  profileReadValuesPermission,
  type DesiredState,
  type Plan,
  type PublicationPlan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  profilePermissionResourceRef,
  type ClusterResource,
  type ProfileResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import {
  CLUSTER_COLUMNS,
  toClusterResource,
} from '../changes/toClusterResource';
import type { ChangeRow, ClusterRow } from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import { labelsOf } from '../profiles/labelsOf';
import { listVersionResources } from '../profiles/operations/listProfileResources';

/** What a service needs beside `read`. */
const GRANT = 'read:values';

/** Whether a caller may read the values of what he sees. */
export class ValueSight {
  readonly #knex: Knex;
  readonly #gate: PermissionGate;

  constructor(options: { knex: Knex; gate: PermissionGate }) {
    this.#knex = options.knex;
    this.#gate = options.gate;
  }

  ofClusters(
    credentials: BackstageCredentials,
  ): Promise<Decision<ClusterResource>> {
    return this.#gate.decide({
      permission: clusterReadValuesPermission,
      resourceRef: clusterPermissionResourceRef,
      credentials,
      grant: GRANT,
    });
  }

  ofProfiles(
    credentials: BackstageCredentials,
  ): Promise<Decision<ProfileResource>> {
    return this.#gate.decide({
      permission: profileReadValuesPermission,
      resourceRef: profilePermissionResourceRef,
      credentials,
      grant: GRANT,
    });
  }

  /** Of a change, whose subject may be only drafted. */
  ofChange(
    change: Pick<
      ChangeRow,
      'subject_kind' | 'subject_name' | 'subject_uid' | 'owner_ref'
    >,
    plan: Plan | undefined,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return change.subject_kind === 'profile'
      ? this.#ofPublication(
          { name: change.subject_name, owner: change.owner_ref },
          plan?.publication,
          credentials,
        )
      : this.#ofCluster(change.subject_uid, plan?.desired, credentials);
  }

  /** Of a plan that no change has. */
  ofPlan(
    { publication, desired }: Plan,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return publication
      ? this.#ofPublication(
          { name: publication.profile, owner: publication.ownerAfter ?? '' },
          publication,
          credentials,
        )
      : this.#ofCluster(desired?.cluster.uid, desired, credentials);
  }

  /** The cluster as it is and as it would be both count, or a change that moves it would show what is hidden now. */
  async #ofCluster(
    uid: string | null | undefined,
    desired: DesiredState | undefined,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const row = uid
      ? await this.#knex<ClusterRow>('clusters')
          .where({ uid })
          .first(CLUSTER_COLUMNS)
      : undefined;
    const resources = [
      ...(row ? [toClusterResource(row)] : []),
      ...(desired ? [resourceOf(desired)] : []),
    ];
    const decision = await this.ofClusters(credentials);
    return (
      !decision.never && resources.every(resource => decision.allows(resource))
    );
  }

  /** So do the version that is published and what it is compared with. */
  async #ofPublication(
    { name, owner }: Pick<ProfileResource, 'name' | 'owner'>,
    publication: PublicationPlan | undefined,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { version = '', comparedWith = '', document } = publication ?? {};
    const published = await listVersionResources(this.#knex, rows =>
      rows.where({ name }).whereIn('version', [version, comparedWith]),
    );
    const { type = '', lifecycle = '' } = document?.spec ?? {};
    const labels = document ? labelsOf(document) : {};
    const drafted = { name, owner, type, lifecycle, labels };
    const decision = await this.ofProfiles(credentials);
    return [
      ...(document || published.length === 0 ? [drafted] : []),
      ...published,
    ].every(resource => decision.allows(resource));
  }
}

function resourceOf(desired: DesiredState): ClusterResource {
  return {
    owner: desired.cluster.owner,
    target: desired.target.name,
    stage: desired.target.stage,
    provider: desired.target.provider,
    profile: mainProfile(desired)?.name ?? '',
  };
}
