import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  clusterProposePermission,
  profileUsePermission,
  type ClusterDetail,
  type DesiredState,
  type Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  clusterPermissionResourceRef,
  profilePermissionResourceRef,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { whyTakenBack } from '../breakGlass/takenBack';
import { findUnderWay } from '../changes/findUnderWay';
import { toClusterResource } from '../changes/toClusterResource';
import type { ChangeRow, ClusterRow } from '../database/tables';
import type { PermissionGate } from '../permissions/PermissionGate';
import { listVersionResources } from '../profiles/operations/listProfileResources';
import { permittedChanges, type OfferedVersion } from './permittedChanges';

/** What the caller may propose of one cluster: two questions to the permission framework, two queries. */
export async function gatherPermitted(options: {
  knex: Knex;
  gate: PermissionGate;
  credentials: BackstageCredentials;
  /** The caller, as the record names him. */
  actor: string;
  targets: readonly Target[];
  platformGroup: string;
  cluster: ClusterRow;
  desired?: DesiredState;
  providers: ReadonlyMap<string, ClusterProvider>;
}): Promise<ClusterDetail['permitted']> {
  const { knex, gate, credentials, cluster, desired, actor } = options;
  const [propose, use, underWay, takenBack, versions, firstOwn] =
    await Promise.all([
      gate.decideByGrant({
        permission: clusterProposePermission,
        resourceRef: clusterPermissionResourceRef,
        credentials,
      }),
      gate.decideByGrant({
        permission: profileUsePermission,
        resourceRef: profilePermissionResourceRef,
        credentials,
      }),
      findUnderWay(knex, cluster.uid),
      whyTakenBack(knex, { clusterUid: cluster.uid, actor }),
      listOffered(knex, desired),
      desired?.adopted ? findAdoption(knex, cluster) : 1,
    ]);
  const resource = toClusterResource(cluster);
  return permittedChanges({
    cluster,
    desired,
    underWay,
    takenBack,
    versions,
    targets: options.targets,
    platformGroup: options.platformGroup,
    adopts: options.providers.get(cluster.provider)?.adopts ?? false,
    firstOwn,
    mayPropose: kind => propose(`propose:${kind}`).allows(resource),
    mayUse: ({ profile, ...version }, kind) =>
      use(`propose:${kind}`).allows({ name: profile, ...version }),
  });
}

/** The revision with which the cluster became ours. */
async function findAdoption(
  knex: Knex,
  { uid, desired_revision }: ClusterRow,
): Promise<number> {
  const change = await knex<ChangeRow>('changes')
    .where({ subject_uid: uid, kind: 'adopt' })
    .where('revision', '<=', desired_revision!)
    .orderBy('revision', 'desc')
    .first('revision');
  return change?.revision ?? 1;
}

/** Versions of the cluster's profiles, and of every add-on profile. */
async function listOffered(
  knex: Knex,
  desired: DesiredState | undefined,
): Promise<OfferedVersion[]> {
  const versions = await listVersionResources(knex, rows =>
    rows
      .whereIn(
        'name',
        (desired?.profiles ?? []).map(({ name }) => name),
      )
      .orWhere({ type: 'add-on' }),
  );
  return versions.map(({ name, ...version }) => ({
    profile: name,
    ...version,
  }));
}
