import {
  countNodes,
  mainProfile,
  type ChangeKind,
  type Plan,
  type Stage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { listTakenBack } from '../breakGlass/takenBack';
import type {
  ChangeRow,
  ClusterRow,
  ProfileVersionRow,
} from '../database/tables';
import type { PlanDraft } from '../planning/types';
import type { PolicySubject } from '../policies/evaluatePolicies';
import { listEditors } from '../drift/listEditors';
import type { InTransaction } from './types';

/** What the policies look at in a planned change. */
export async function policySubject(
  tx: InTransaction,
  change: Pick<
    ChangeRow,
    'kind' | 'owner_ref' | 'proposer' | 'subject_name' | 'subject_uid'
  > &
    // A draft has none, and adopts nothing.
    Partial<Pick<ChangeRow, 'request'>>,
  plan: Pick<
    Plan | PlanDraft,
    'access' | 'desired' | 'publication' | 'rollbackClass'
  > &
    Partial<Pick<Plan, 'baseRevision'>>,
): Promise<PolicySubject> {
  const kind = change.kind as ChangeKind;
  const { access, desired, publication } = plan;
  if (access) {
    const cluster = await tx<ClusterRow>('clusters')
      .where({ uid: access.clusterUid })
      .first();
    return {
      kind,
      stage: cluster?.stage as Stage | undefined,
      target: cluster?.target,
      cluster: cluster?.name,
      drifted: cluster?.drift === 'Drifted',
      profile: cluster?.profile ?? '',
      lifecycle: await lifecycleOf(tx, {
        name: cluster?.profile ?? '',
        version: cluster?.profile_version ?? '',
      }),
      owner: cluster?.owner_ref ?? change.owner_ref,
      role: access.role,
      rollbackClass: plan.rollbackClass,
      excluded: [access.subject, change.proposer],
    };
  }
  if (publication) {
    return {
      kind,
      profile: publication.profile,
      lifecycle: publication.document?.spec.lifecycle ?? '',
      owner: publication.ownerAfter ?? change.owner_ref,
      rollbackClass: plan.rollbackClass,
      repositories: repositoriesOf(publication.document?.spec.layers ?? []),
      authorsUnknown: kind === 'publish' && !publication.authorsKnown,
      ownerBefore: publication.ownerBefore,
      excluded: [change.proposer, ...publication.authors],
    };
  }
  const main = desired && mainProfile(desired);
  const cluster = await tx<ClusterRow>('clusters')
    .where({ uid: change.subject_uid ?? '' })
    .first('drift');
  const editors = await listEditors(tx, {
    clusterUid: change.subject_uid,
    request: change.request ? JSON.parse(change.request) : undefined,
    plan,
  });
  return {
    kind,
    stage: desired?.target.stage,
    target: desired?.target.name,
    cluster: change.subject_name,
    drifted: cluster?.drift === 'Drifted',
    repositories: repositoriesOf(desired?.layers ?? []),
    profile: main?.name ?? '',
    lifecycle: main ? await lifecycleOf(tx, main) : '',
    owner: desired?.cluster.owner ?? change.owner_ref,
    nodes: desired && countNodes(desired.nodePools),
    rollbackClass: plan.rollbackClass,
    editorUnknown: editors.nameless.length > 0,
    excluded: [
      change.proposer,
      ...editors.users,
      // Whose use of break glass is being taken back decides on nothing that could come before it.
      ...(await listTakenBack(tx, change.subject_uid)).map(
        ({ actor }) => actor,
      ),
    ],
  };
}

/** Sorted, each once. */
export function repositoriesOf(
  layers: ReadonlyArray<{ source?: { repository?: string } }>,
): string[] {
  return [
    ...new Set(layers.flatMap(({ source }) => source?.repository ?? [])),
  ].sort();
}

async function lifecycleOf(
  tx: InTransaction,
  { name, version }: { name: string; version: string },
): Promise<string> {
  const row = await tx<ProfileVersionRow>('profile_versions')
    .where({ profile: name, version })
    .first('lifecycle');
  return row?.lifecycle ?? '';
}
