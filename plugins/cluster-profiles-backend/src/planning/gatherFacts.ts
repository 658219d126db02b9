import type {
  ClusterChangeRequest,
  DesiredState,
  ImportRequest,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { findStuckDeletion } from '../clusters/operations/findStuckDeletion';
import { listImported } from '../clusters/operations/listImported';
import type { ClusterRow, RevisionRow } from '../database/tables';
import { listProfileVersions } from '../profiles/operations/listProfileVersions';
import type { PlanningFacts } from './types';

/** Reads all that the pure rules look at. */
export async function gatherFacts(
  knex: Knex,
  options: {
    request: ClusterChangeRequest;
    clusterUid: string;
    targets: readonly Target[];
    /** Starts from this revision instead of the desired one; null: from nothing. */
    baseRevision?: number | null;
  },
): Promise<PlanningFacts> {
  const { request, clusterUid, targets } = options;
  const cluster = await knex<ClusterRow>('clusters')
    .where({ uid: clusterUid })
    .first();
  const baseNumber =
    options.baseRevision === undefined
      ? cluster?.desired_revision
      : options.baseRevision;
  const appliedNumber =
    cluster?.applied_revision === baseNumber
      ? undefined
      : cluster?.applied_revision;
  const base = await readRevision(knex, clusterUid, baseNumber);
  const applied = base && (await readRevision(knex, clusterUid, appliedNumber));
  const rollBackTo =
    request.kind === 'roll-back'
      ? await readRevision(knex, clusterUid, request.revision)
      : undefined;
  const targetName = nameTarget(request, base?.desired);
  return {
    clusterUid,
    ...(base ? { base } : {}),
    ...(applied ? { applied } : {}),
    ...(rollBackTo ? { rollBackTo } : {}),
    ...(base?.desired.observeOnly && cluster?.kubernetes_version
      ? { observedKubernetes: cluster.kubernetes_version }
      : {}),
    ...(request.kind === 'import'
      ? {
          importedAs: await findImported(knex, {
            request,
            clusterUid,
            targets,
          }),
        }
      : {}),
    ...(request.kind === 'delete' && request.force && cluster && base
      ? {
          stuckDeletion: await findStuckDeletion(knex, {
            cluster,
            revision: base.number,
          }),
        }
      : {}),
    versions: await listProfileVersions(knex, {
      profiles: nameProfiles(request, [base?.desired, rollBackTo?.desired]),
    }),
    target: targets.find(({ name }) => name === targetName),
    clustersOnTarget: await countClusters(knex, targetName, clusterUid),
  };
}

async function readRevision(
  knex: Knex,
  clusterUid: string,
  number: number | null | undefined,
): Promise<{ number: number; desired: DesiredState } | undefined> {
  if (number === null || number === undefined) {
    return undefined;
  }
  const row = await knex<RevisionRow>('revisions')
    .where({ cluster_uid: clusterUid, number })
    .first();
  if (!row) {
    return undefined;
  }
  // What one write took from others is no part of what the next change starts from.
  const { takeovers, ...desired }: DesiredState = JSON.parse(row.desired);
  return { number: row.number, desired };
}

/** The live cluster that came from the same place; clusters made from a profile have another provider's marks to tell. */
async function findImported(
  knex: Knex,
  options: {
    request: ImportRequest;
    clusterUid: string;
    targets: readonly Target[];
  },
): Promise<string | undefined> {
  const { request, clusterUid, targets } = options;
  const target = targets.find(({ name }) => name === request.target);
  const imported = target ? await listImported(knex, target) : [];
  return imported.find(
    ({ uid, source }) =>
      uid !== clusterUid && source === (request.source ?? request.cluster),
  )?.name;
}

async function countClusters(
  knex: Knex,
  target: string | undefined,
  clusterUid: string,
): Promise<number> {
  if (target === undefined) {
    return 0;
  }
  const row = await knex<ClusterRow>('clusters')
    .where({ target })
    .whereNotNull('live_name')
    .whereNot({ uid: clusterUid })
    .count({ count: '*' })
    .first();
  // PostgreSQL counts in text.
  return Number(row?.count ?? 0);
}

function nameTarget(
  request: ClusterChangeRequest,
  base: DesiredState | undefined,
): string | undefined {
  const requested =
    request.kind === 'create' ||
    request.kind === 'import' ||
    request.kind === 'retarget'
      ? request.target
      : undefined;
  return requested ?? base?.target.name;
}

function nameProfiles(
  request: ClusterChangeRequest,
  states: ReadonlyArray<DesiredState | undefined>,
): string[] {
  const names = states.flatMap(state =>
    (state?.profiles ?? []).map(({ name }) => name),
  );
  if (request.kind === 'create') {
    names.push(request.profile.name);
    names.push(...(request.addOnProfiles ?? []).map(({ name }) => name));
  } else if (request.kind === 'adopt' || request.kind === 'add-profile') {
    names.push(request.profile.name);
  }
  return [...new Set(names)].sort();
}
