import { randomBytes } from 'node:crypto';
import {
  textDigest,
  type ChangeRequest,
  type DesiredOverride,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { ChangeRow, PreviewRow } from '../database/tables';

/** What a digest is over instead of a reason; nothing in plans of before. */
export type ReasonCommitment = Pick<
  DesiredOverride,
  'reasonDigest' | 'reasonSalt'
>;

export type Reasoned = Extract<
  ChangeRequest,
  { kind: 'access' | 'override' | 'deprecate' | 'withdraw' }
>;

/** Whether digests are over the reason of a request. */
export function isReasoned(request: ChangeRequest): request is Reasoned {
  return ['access', 'override', 'deprecate', 'withdraw'].includes(request.kind);
}

/**
 * The commitment to the reason of a request: that of the plan before, or of the preview that was seen, so that the plan comes to the
 * same digests again; else a new one, with a salt of its own.
 */
export async function commitToReason(
  knex: InTransaction,
  request: Reasoned,
  change: Pick<ChangeRow, 'proposer'> &
    Partial<Pick<ChangeRow, 'plan' | 'seen_plan_digest'>>,
): Promise<ReasonCommitment> {
  const before: Plan | undefined = change.plan && JSON.parse(change.plan);
  const known = before ? committedIn(before, request) : undefined;
  if (known) {
    return known;
  }
  const seen = change.seen_plan_digest
    ? await findPreview(knex, {
        proposer: change.proposer,
        planDigest: change.seen_plan_digest,
      })
    : undefined;
  const reasonSalt = randomBytes(16).toString('hex');
  return (
    (seen && committedIn(seen, request)) ?? {
      reasonSalt,
      reasonDigest: textDigest(request.reason, { salt: reasonSalt }),
    }
  );
}

/** Undefined where the plan is of no such reason. */
function committedIn(
  plan: Plan,
  request: Reasoned,
): ReasonCommitment | undefined {
  const { reason } = request;
  const stated = statedIn(plan, request);
  if (stated.reason !== reason) {
    return undefined;
  }
  const { reasonDigest, reasonSalt } = stated;
  return {
    ...(reasonDigest && { reasonDigest }),
    ...(reasonSalt && { reasonSalt }),
  };
}

function statedIn(
  { access, desired, publication }: Plan,
  request: Reasoned,
): Partial<Pick<DesiredOverride, 'reason'>> & ReasonCommitment {
  switch (request.kind) {
    case 'access':
      return access ?? {};
    case 'override':
      return (
        desired?.overrides?.find(
          override =>
            override.reason === request.reason &&
            request.overrides.some(
              ({ layer, path }) =>
                layer === override.layer && path === override.path,
            ),
        ) ?? {}
      );
    default:
      return publication ?? {};
  }
}

async function findPreview(
  knex: InTransaction,
  { proposer, planDigest }: { proposer: string; planDigest: string },
): Promise<Plan | undefined> {
  const previews = await knex<PreviewRow>('previews')
    .where({ proposer })
    .where('plan', 'like', `%${planDigest}%`)
    .select('plan');
  return previews
    .map(({ plan }): Plan => JSON.parse(plan!))
    .find(plan => plan.planDigest === planDigest);
}
