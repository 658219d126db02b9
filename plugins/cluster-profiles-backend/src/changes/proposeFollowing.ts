import type {
  PublicationPlan,
  UpgradeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterRow } from '../database/tables';
import { listFollowers } from '../profiles/operations/listFollowers';
import { listProfileVersions } from '../profiles/operations/listProfileVersions';
import { proposeAsSystem } from './proposeAsSystem';
import type { InTransaction } from './types';

/** Proposer of upgrades that a follow policy leads to. */
export const FOLLOW_PROPOSER = 'system:follow';

/** In the transaction that publishes: an upgrade is proposed for each cluster that follows by now; its own policies decide on it. */
export async function proposeFollowing(
  tx: InTransaction,
  options: {
    publication: Pick<PublicationPlan, 'profile' | 'version'>;
    now: Date;
  },
): Promise<void> {
  const { profile, version } = options.publication;
  const versions = await listProfileVersions(tx, { profiles: [profile] });
  for (const name of await listFollowers(tx, { profile, version, versions })) {
    const cluster = await tx<ClusterRow>('clusters')
      .where({ live_name: name })
      .first();
    if (!cluster) {
      continue;
    }
    const request: UpgradeRequest = {
      kind: 'upgrade',
      cluster: name,
      profile,
      version,
      comment: `Proposed because the cluster follows ${cluster.follow} versions`,
    };
    await proposeAsSystem(tx, {
      request,
      cluster,
      proposer: FOLLOW_PROPOSER,
      idempotencyKey: `${profile}/${version}/${cluster.uid}`,
      summary: `Upgrade ${profile} to ${version}`,
      now: options.now,
    });
  }
}
