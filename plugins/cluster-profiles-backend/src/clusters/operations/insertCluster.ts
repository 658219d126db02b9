import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  mainProfile,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../../changes/types';
import type { ClusterRow } from '../../database/tables';

/** Takes the name and writes the row of a cluster that is requested but not yet accepted. */
export async function insertCluster(
  tx: InTransaction,
  options: { desired: DesiredState; now: string },
): Promise<void> {
  const { desired, now } = options;
  const { cluster, target } = desired;
  const profile = mainProfile(desired);
  const kubernetes = desired.layers.find(layer => layer.kind === 'kubernetes');
  try {
    await tx<ClusterRow>('clusters').insert({
      uid: cluster.uid,
      name: cluster.name,
      live_name: cluster.name,
      owner_ref: cluster.owner,
      description: cluster.description ?? null,
      target: target.name,
      provider: target.provider,
      region: target.region,
      stage: target.stage,
      desired_revision: null,
      applied_revision: null,
      last_revision: 0,
      phase: 'requested',
      phase_reason: 'The request is being planned',
      profile: profile?.name ?? '',
      profile_version: profile?.version ?? '',
      kubernetes_version: kubernetes?.version ?? null,
      nodes: 0,
      ends_on: null,
      end_told_days: null,
      drift: 'Unknown',
      follow: desired.follow,
      paused: desired.paused,
      protected: desired.protected,
      has_issue: false,
      conditions: '[]',
      observed: null,
      observed_at: null,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    });
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError(
        `A cluster named '${cluster.name}' exists already; choose another name`,
      );
    }
    throw error;
  }
}
