import {
  planDigests,
  versionDigest,
  type ChangeKind,
  type DesiredState,
  type Plan,
  type ProfileDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { enqueueWork } from '../../work/enqueueWork';

const AT = '2026-01-01T00:00:00.000Z';

/** A published version that holds the layers of a desired state; the state is made to name it. */
export function publishedFor(desired: DesiredState): {
  desired: DesiredState;
  document: ProfileDocument;
  digest: string;
} {
  const [profile] = desired.profiles;
  const document: ProfileDocument = {
    apiVersion: 'clusterprofiles.io/v1alpha1',
    kind: 'ClusterProfile',
    metadata: { name: profile.name },
    spec: {
      type: profile.type,
      owner: 'group:default/platform',
      lifecycle: 'production',
      version: profile.version,
      layers: desired.layers.map(({ name, kind, version }) => ({
        name,
        kind,
        version,
      })),
    },
  };
  const digest = versionDigest(document, {});
  return {
    desired: { ...desired, profiles: [{ ...profile, digest }] },
    document,
    digest,
  };
}

/** Writes profile version, cluster and its first accepted revision with an approval, as if all had gone its way. */
export async function seedCluster(
  knex: Knex,
  options: { desired?: DesiredState } = {},
): Promise<{ uid: string; desired: DesiredState; changeId: string }> {
  const published = publishedFor(options.desired ?? aDesiredState());
  const { desired, document, digest } = published;
  const { uid, name, owner } = desired.cluster;
  const [profile] = desired.profiles;
  await knex('profiles')
    .insert({
      name: profile.name,
      owner_ref: owner,
      created_at: AT,
      shown_version: profile.version,
    })
    .onConflict('name')
    .ignore();
  await knex('profile_versions')
    .insert({
      profile: profile.name,
      version: profile.version,
      digest,
      state: 'published',
      type: profile.type,
      owner_ref: 'group:default/platform',
      lifecycle: 'production',
      document: JSON.stringify(document),
      files: '{}',
      sources: '[]',
      authors: '[]',
      authors_known: true,
      approvers: '[]',
      change_id: 'published',
      published_at: AT,
    })
    .onConflict(['profile', 'version'])
    .ignore();
  await knex('clusters').insert({
    uid,
    name,
    live_name: name,
    owner_ref: owner,
    target: desired.target.name,
    provider: desired.target.provider,
    region: desired.target.region,
    stage: desired.target.stage,
    phase: 'requested',
    phase_reason: 'Requested',
    profile: profile.name,
    profile_version: profile.version,
    drift: 'Unknown',
    follow: 'pinned',
    conditions: '[]',
    created_at: AT,
    updated_at: AT,
  });
  const changeId = await seedRevision(knex, { kind: 'create', desired });
  return { uid, desired, changeId };
}

/** The next accepted revision of a cluster, due at once. */
export async function seedRevision(
  knex: Knex,
  { kind, desired }: { kind: ChangeKind; desired: DesiredState },
): Promise<string> {
  const { uid, name, owner } = desired.cluster;
  const cluster = await knex('clusters').where({ uid }).first();
  const number = cluster.last_revision + 1;
  const changeId = `${uid.slice(-8)}-change-${number}`;
  const draft: Omit<
    Plan,
    'revisionDigest' | 'impactDigest' | 'planDigest' | 'plannedAt'
  > = {
    baseRevision: cluster.desired_revision,
    desired,
    layers: [],
    settings: [],
    objects: { created: [], changed: [], removed: [] },
    machinesReplaced: [],
    kubernetesPath: [],
    rollbackClass: 'reversible',
    irreversible: [],
    findings: [],
  };
  const digests = planDigests(kind, draft);
  await knex('changes').insert({
    id: changeId,
    kind,
    subject_kind: 'cluster',
    subject_name: name,
    subject_uid: uid,
    owner_ref: owner,
    proposer: 'user:default/alice',
    request_digest: '0',
    request: '{}',
    summary: kind,
    state: 'accepted',
    plan: JSON.stringify({ ...draft, ...digests, plannedAt: AT }),
    plan_digest: digests.planDigest,
    revision_digest: digests.revisionDigest,
    impact_digest: digests.impactDigest,
    planned_at: AT,
    policy: JSON.stringify({
      requirements: [
        {
          group: 'group:default/platform',
          count: 1,
          policies: ['default'],
          reason: 'production',
        },
      ],
      excluded: ['user:default/alice'],
      expiryHours: 72,
    }),
    revision: number,
    steps: '[]',
    created_at: AT,
    updated_at: AT,
  });
  await knex('approvals').insert({
    change_id: changeId,
    approver: 'user:default/paula',
    decision: 'approved',
    plan_digest: digests.planDigest,
    groups: JSON.stringify(['group:default/platform']),
    at: AT,
    planned_at: AT,
  });
  await knex('revisions').insert({
    cluster_uid: uid,
    number,
    digest: digests.revisionDigest,
    desired: JSON.stringify(desired),
    change_id: changeId,
    created_at: AT,
    state: 'accepted',
  });
  await knex('clusters')
    .where({ uid })
    .update({ desired_revision: number, last_revision: number });
  await enqueueWork(knex, { kind: 'cluster', id: uid, dueAt: new Date(AT) });
  return changeId;
}
