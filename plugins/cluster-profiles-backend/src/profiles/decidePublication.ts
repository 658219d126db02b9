import type { ProfileChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ReasonCommitment } from '../changes/commitToReason';
import type { PlanDraft } from '../planning/types';
import { decidePublish } from './decidePublish';
import { decideStateChange } from './decideStateChange';
import type { PublicationFacts } from './PublicationFacts';

/** The plan of a change of a profile version. Pure. */
export function decidePublication(
  request: ProfileChangeRequest,
  facts: PublicationFacts,
  options: { proposer: string; commitment?: ReasonCommitment },
): PlanDraft {
  return request.kind === 'publish'
    ? decidePublish(request, facts, options)
    : decideStateChange(request, facts, options);
}
