import {
  canonicalDigest,
  FINAL_CHANGE_STATES,
  type DesiredState,
  type Plan,
  type Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileInUse } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { ChangeRow, ClusterRow, RevisionRow } from '../database/tables';
import { findProviderEntry } from '../planning/resolve/chooseProviderConfig';
import { listProfileVersions } from '../profiles/operations/listProfileVersions';
import { mayReturnTo, type StoredRevision } from './mayReturnTo';

/** Clusters whose revisions are held in memory at once. */
const PAGE = 100;

/**
 * All that a provider must keep: for each published version what it needs on each target, and what live clusters, open changes
 * and revisions to roll back to need.
 */
export async function gatherInUse(
  knex: Knex,
  options: { provider: string; targets: readonly Target[] },
): Promise<ProfileInUse[]> {
  const { provider } = options;
  const targets = options.targets.filter(it => it.provider === provider);
  const found = new Map<string, ProfileInUse>();
  const keep = (used: ProfileInUse) => {
    const { endpoint, namespace } = used.target;
    found.set(
      canonicalDigest([
        used.profile.digest,
        used.entry,
        endpoint ?? null,
        namespace ?? null,
      ]),
      used,
    );
  };
  const keepDesired = (desired: DesiredState, target = desired.target) => {
    const [profile] = desired.profiles;
    if (desired.target.provider === provider && profile) {
      keep({ profile, entry: desired.providerConfig ?? {}, target });
    }
  };

  const withdrawn = new Set<string>();
  for (const version of await listProfileVersions(knex)) {
    if (version.state === 'withdrawn') {
      withdrawn.add(`${version.profile}@${version.version}`);
      continue;
    }
    for (const target of targets) {
      const entry = findProviderEntry(version, target);
      if (entry) {
        keep({
          profile: {
            name: version.profile,
            version: version.version,
            digest: version.digest,
            type: version.type,
          },
          entry,
          target,
        });
      }
    }
  }
  for (const desired of await plannedStates(knex)) {
    keepDesired(desired);
  }
  for await (const { revisions, present } of liveClusters(knex, provider)) {
    for (const revision of revisions) {
      if (mayReturnTo(revision, { present, withdrawn })) {
        keepDesired(revision.desired);
        // A roll-back stays where the cluster is now.
        present.forEach(({ desired }) =>
          keepDesired(revision.desired, desired.target),
        );
      }
    }
  }
  return [...found.values()];
}

/** What open changes lead to, as far as they are planned. */
async function plannedStates(knex: Knex): Promise<DesiredState[]> {
  const rows = await knex<ChangeRow>('changes')
    .whereNotIn('state', [...FINAL_CHANGE_STATES])
    .whereNotNull('plan')
    .select('plan');
  return rows.flatMap(({ plan }) => {
    const { desired }: Plan = JSON.parse(plan!);
    return desired ? [desired] : [];
  });
}

async function* liveClusters(
  knex: Knex,
  provider: string,
): AsyncGenerator<{ revisions: StoredRevision[]; present: StoredRevision[] }> {
  for (let after = ''; ;) {
    const clusters = await knex<ClusterRow>('clusters')
      .where({ provider, deleted_at: null })
      .where('uid', '>', after)
      .orderBy('uid')
      .limit(PAGE);
    const rows = await knex<RevisionRow>('revisions').whereIn(
      'cluster_uid',
      clusters.map(({ uid }) => uid),
    );
    for (const cluster of clusters) {
      const { desired_revision: desired, applied_revision: applied } = cluster;
      const revisions = rows
        .filter(row => row.cluster_uid === cluster.uid)
        .map((row): StoredRevision => ({
          number: row.number,
          desired: JSON.parse(row.desired),
        }));
      yield {
        revisions,
        present: revisions.filter(
          ({ number }) => number === desired || number === applied,
        ),
      };
    }
    if (clusters.length < PAGE) {
      return;
    }
    after = clusters[clusters.length - 1].uid;
  }
}
