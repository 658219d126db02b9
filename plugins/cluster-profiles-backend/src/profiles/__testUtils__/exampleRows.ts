import type {
  ProfileDocument,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { versionDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type {
  ClusterRow,
  LeavingProfileRow,
  RevisionProfileRow,
} from '../../database/tables';
import { exampleDocument } from './exampleProfile';

export const AT = '2026-11-22T10:00:00.000Z';

/** A published version, as the store is given it. */
export function exampleVersion(
  version: string,
  change: (document: ProfileDocument) => void = () => {},
): ProfileVersion {
  const document = exampleDocument(draft => {
    draft.spec.version = version;
    change(draft);
  });
  return {
    profile: document.metadata.name,
    version: document.spec.version,
    digest: versionDigest(document, {}),
    state: 'published',
    type: document.spec.type,
    title: 'Base',
    owner: 'group:default/platform',
    lifecycle: document.spec.lifecycle,
    kubernetesVersion: '1.35.2',
    document,
    files: {},
    sources: [],
    authors: ['user:default/paula'],
    authorsKnown: true,
    approvers: ['user:default/pete'],
    changeId: `change-${version}`,
    publishedAt: AT,
  };
}

/** A cluster that runs one profile version. */
export async function insertExampleCluster(
  knex: Knex,
  cluster: Partial<ClusterRow> & {
    name: string;
    profile: string;
    profile_version: string;
  },
): Promise<void> {
  const uid = cluster.uid ?? `uid-${cluster.name}`;
  await knex<ClusterRow>('clusters').insert({
    uid,
    live_name: cluster.name,
    owner_ref: 'group:default/checkout',
    target: 'dev-eu1',
    provider: 'simulator',
    region: 'eu',
    stage: 'development',
    desired_revision: 1,
    last_revision: 1,
    phase: 'ready',
    phase_reason: '',
    drift: 'InSync',
    follow: 'pinned',
    conditions: '[]',
    created_at: AT,
    updated_at: AT,
    ...cluster,
  });
  await knex<RevisionProfileRow>('revision_profiles').insert({
    cluster_uid: uid,
    profile: cluster.profile,
    version: cluster.profile_version,
  });
}

/** A profile version that a cluster of `insertExampleCluster` runs until another is proven. */
export async function insertLeaving(
  knex: Knex,
  cluster: string,
  left: { profile: string; version: string },
): Promise<void> {
  await knex<LeavingProfileRow>('leaving_profiles').insert({
    cluster_uid: `uid-${cluster}`,
    ...left,
  });
}
