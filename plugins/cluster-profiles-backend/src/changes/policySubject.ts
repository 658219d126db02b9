import {
  mainProfile,
  type ChangeKind,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow, ProfileVersionRow } from '../database/tables';
import type { PlanDraft } from '../planning/types';
import type { PolicySubject } from '../policies/evaluatePolicies';
import type { InTransaction } from './types';

/** What the policies look at in a planned change. */
export async function policySubject(
  tx: InTransaction,
  change: Pick<ChangeRow, 'kind' | 'owner_ref' | 'proposer' | 'subject_name'>,
  plan: Plan | PlanDraft,
): Promise<PolicySubject> {
  const kind = change.kind as ChangeKind;
  const { desired, publication } = plan;
  if (publication) {
    return {
      kind,
      profile: publication.profile,
      lifecycle: publication.document?.spec.lifecycle ?? '',
      owner: publication.ownerAfter ?? change.owner_ref,
      rollbackClass: plan.rollbackClass,
      authorsUnknown: kind === 'publish' && !publication.authorsKnown,
      ownerBefore: publication.ownerBefore,
      excluded: [change.proposer, ...publication.authors],
    };
  }
  const main = desired && mainProfile(desired);
  const version =
    main &&
    (await tx<ProfileVersionRow>('profile_versions')
      .where({ profile: main.name, version: main.version })
      .first('lifecycle'));
  return {
    kind,
    stage: desired?.target.stage,
    target: desired?.target.name,
    profile: main?.name ?? '',
    lifecycle: version?.lifecycle ?? '',
    owner: desired?.cluster.owner ?? change.owner_ref,
    nodes:
      desired &&
      desired.nodePools.controlPlane.replicas +
        desired.nodePools.workers.reduce((sum, pool) => sum + pool.replicas, 0),
    rollbackClass: plan.rollbackClass,
    excluded: [change.proposer],
  };
}
