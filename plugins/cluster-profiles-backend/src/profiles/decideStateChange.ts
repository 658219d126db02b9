import type {
  DeprecateRequest,
  Finding,
  ValueDifference,
  WithdrawRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ReasonCommitment } from '../changes/commitToReason';
import type { PlanDraft } from '../planning/types';
import { emptyPlan } from './emptyPlan';
import { countClusters, publicationConflict } from './publicationConflict';
import type { PublicationFacts } from './PublicationFacts';

/** The plan that deprecates or withdraws a version. Pure. */
export function decideStateChange(
  request: DeprecateRequest | WithdrawRequest,
  facts: PublicationFacts,
  options: { proposer: string; commitment?: ReasonCommitment },
): PlanDraft {
  const { profile, version, usedBy } = facts;
  const existing = facts.versions.find(known => known.version === version);
  const conflict = publicationConflict(request, facts);
  const stateAfter = request.kind === 'withdraw' ? 'withdrawn' : 'deprecated';
  const settings: ValueDifference[] = [
    { path: '/state', before: existing?.state, after: stateAfter },
    {
      path: '/stateReason',
      before: existing?.stateReason,
      after: request.reason,
    },
  ];
  if (request.kind === 'deprecate' && request.endOfLife !== undefined) {
    settings.push({ path: '/endOfLife', after: request.endOfLife });
  }
  return {
    ...emptyPlan(),
    publication: {
      profile,
      version,
      ...(existing ? { digest: existing.digest } : {}),
      stateAfter,
      reason: request.reason,
      ...options.commitment,
      ...(request.kind === 'withdraw'
        ? { force: Boolean(request.force) }
        : { endOfLife: request.endOfLife }),
      authors: [options.proposer],
      authorsKnown: true,
      usedBy,
      followers: [],
    },
    settings,
    findings: conflict
      ? [conflict]
      : inUse(request, usedBy, `${profile} ${version}`),
  };
}

function inUse(
  request: DeprecateRequest | WithdrawRequest,
  usedBy: string[],
  label: string,
): Finding[] {
  if (usedBy.length === 0) {
    return [];
  }
  return [
    {
      severity: 'warn',
      code: 'version-in-use',
      path: '/version',
      message: `${label} is in use by ${countClusters(usedBy)}`,
      remedy:
        request.kind === 'withdraw'
          ? 'Upgrade these clusters soon: they keep running it, but cannot return to it'
          : 'Upgrade these clusters',
    },
  ];
}
