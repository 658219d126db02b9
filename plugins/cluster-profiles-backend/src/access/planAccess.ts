import type { AccessGrantRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeContext } from '../changes/ChangeContext';
import type { ReasonCommitment } from '../changes/commitToReason';
import type { ClusterRow } from '../database/tables';
import type { PlanDraft } from '../planning/types';
import { emptyPlan } from '../profiles/emptyPlan';

/** What an access that is asked for would give. It starts from no revision, so that no other change makes it stale. */
export async function planAccess(
  { knex, whyNoAccess }: Pick<ChangeContext, 'knex' | 'whyNoAccess'>,
  { cluster, role, hours, reason }: AccessGrantRequest,
  options: {
    clusterUid: string;
    subject: string;
    /** See `commitToReason`. */
    commitment?: ReasonCommitment;
  },
): Promise<PlanDraft> {
  const { clusterUid, subject, commitment } = options;
  const row = await knex<ClusterRow>('clusters')
    .where({ uid: clusterUid, live_name: cluster })
    .first();
  const obstacle = row ? whyNoAccess(row) : `Cluster '${cluster}' is gone`;
  return {
    ...emptyPlan(),
    access: {
      cluster,
      clusterUid,
      subject,
      role,
      hours,
      reason,
      ...commitment,
    },
    findings: obstacle
      ? [{ severity: 'block', code: 'access-impossible', message: obstacle }]
      : [],
  };
}
