import {
  canonicalDigest,
  ERASED,
  FINAL_CHANGE_STATES,
  textDigest,
  type AccessGrantRequest,
  type DeleteRequest,
  type DesiredState,
  type OverrideRequest,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonValue } from '@backstage/types';
import type { Knex } from 'knex';
import { endOfAccess } from '../access/endOfAccess';
import type { Reasoned } from '../changes/commitToReason';
import type { InTransaction } from '../changes/types';
import type {
  BreakGlassReviewRow,
  BreakGlassRow,
  ChangeRow,
  RevisionRow,
} from '../database/tables';

const OVER = [...FINAL_CHANGE_STATES];

/** Why a person broke glass, once that is reviewed: signatures are over the digest of it. What he said of other uses goes, too. */
export async function eraseGlassWords(
  tx: InTransaction,
  person: string,
): Promise<void> {
  const over = () => tx('changes').whereIn('state', OVER).select('id');
  const uses = await tx<BreakGlassRow>('break_glass')
    .where({ actor: person })
    .whereNot({ reason: ERASED })
    .whereNotNull('closed_at')
    .whereIn('change_id', over())
    .select('change_id', 'reason', 'reason_salt');
  for (const { change_id, reason, reason_salt: salt } of uses) {
    await tx<BreakGlassRow>('break_glass')
      .where({ change_id })
      .update({
        reason: ERASED,
        reason_digest: textDigest(reason, { salt }),
        reason_salt: null,
      });
  }
  await tx<BreakGlassReviewRow>('break_glass_reviews')
    .where({ reviewer: person })
    .whereIn(
      'change_id',
      tx('break_glass')
        .whereNotNull('closed_at')
        .whereIn('change_id', over())
        .select('change_id'),
    )
    .update({ comment: null });
}

/** Why a person overrode values, wherever the cluster had them; an override that lives, or may come to, keeps its reason. */
export async function eraseOverrideReasons(
  tx: InTransaction,
  person: string,
): Promise<void> {
  const proposed = await tx<ChangeRow>('changes')
    .where({ proposer: person, kind: 'override' })
    .whereIn('state', OVER)
    .select('id', 'subject_uid', 'request', 'plan');
  for (const { id, subject_uid: uid, request: text, plan } of proposed) {
    const request: OverrideRequest = JSON.parse(text);
    const { reason } = request;
    const digests = digestsOf(plan, reason);
    if (reason !== ERASED && !(await isAlive(tx, uid!, digests))) {
      await eraseOf(tx, uid!, { reason, digests });
      await eraseRequest(tx, id, request);
    }
  }
}

/** Why a person asked for access, once he has it no more. Plans of before are digests of the reason itself, and keep it. */
export async function eraseAccessReasons(
  tx: InTransaction,
  { person, now }: { person: string; now: Date },
): Promise<void> {
  const asked = await tx<ChangeRow>('changes')
    .where({ proposer: person, kind: 'access' })
    .whereIn('state', OVER)
    .select('id', 'request', 'plan', 'accepted_at');
  for (const { id, request: text, plan: planned, accepted_at: at } of asked) {
    const request: AccessGrantRequest = JSON.parse(text);
    const plan: Plan | undefined = planned ? JSON.parse(planned) : undefined;
    const { access } = plan ?? {};
    const isGranted =
      access && at !== null && endOfAccess(access, at) > now.toISOString();
    const isKept = access && access.reasonDigest === undefined;
    if (request.reason === ERASED || isGranted || isKept) {
      continue;
    }
    await eraseRequest(tx, id, request);
    if (access) {
      const { reasonSalt, ...rest } = access;
      await tx<ChangeRow>('changes')
        .where({ id })
        .update({
          plan: JSON.stringify({
            ...plan,
            access: { ...rest, reason: ERASED },
          }),
        });
    }
  }
}

/** The digest of the request, by which it is known when it comes again, is over the reason, too. */
export async function eraseRequest(
  tx: InTransaction,
  id: string,
  request: Reasoned | DeleteRequest,
): Promise<void> {
  const { comment, ...rest } = request;
  const erased = { ...rest, reason: ERASED };
  await tx<ChangeRow>('changes')
    .where({ id })
    .update({
      request: JSON.stringify(erased),
      request_digest: canonicalDigest(erased),
    });
}

/** Of a reason, in the plan that it was given for. */
function digestsOf(planned: string | null, reason: string): string[] {
  const plan: Plan | undefined = planned ? JSON.parse(planned) : undefined;
  const digests = (plan?.desired?.overrides ?? [])
    .filter(override => override.reason === reason)
    .flatMap(({ reasonDigest }) => reasonDigest ?? []);
  return [...new Set(digests)];
}

async function isAlive(
  tx: InTransaction,
  uid: string,
  digests: readonly string[],
): Promise<boolean> {
  const revision = await tx('revisions')
    .join('clusters', { 'clusters.uid': 'revisions.cluster_uid' })
    .where({ 'clusters.uid': uid })
    .whereNull('clusters.deleted_at')
    .where(live =>
      live
        .where('revisions.number', tx.ref('clusters.desired_revision'))
        .orWhere('revisions.number', tx.ref('clusters.applied_revision')),
    )
    .where(holding('revisions.desired', digests))
    .first('revisions.number');
  const change = await tx<ChangeRow>('changes')
    .where({ subject_uid: uid })
    .whereNotIn('state', OVER)
    .where(holding('plan', digests))
    .first('id');
  return revision !== undefined || change !== undefined;
}

/** Rows that have one of the digests; none without any. */
function holding(
  column: string,
  digests: readonly string[],
): (rows: Knex.QueryBuilder) => void {
  return rows => {
    rows.whereRaw('1 = 0');
    for (const digest of digests) {
      rows.orWhere(column, 'like', `%${digest}%`);
    }
  };
}

async function eraseOf(
  tx: InTransaction,
  uid: string,
  { reason, digests }: { reason: string; digests: readonly string[] },
): Promise<void> {
  const revisions = await tx<RevisionRow>('revisions')
    .where({ cluster_uid: uid })
    .where(holding('desired', digests))
    .select('number', 'desired');
  for (const { number, desired } of revisions) {
    await tx<RevisionRow>('revisions')
      .where({ cluster_uid: uid, number })
      .update({
        desired: JSON.stringify(without(JSON.parse(desired), digests)),
      });
  }
  // A later plan quotes it as what was there before: one by one, plans are long.
  const ids: string[] = await tx<ChangeRow>('changes')
    .where({ subject_uid: uid })
    .whereNotNull('plan')
    .pluck('id');
  for (const id of ids) {
    const change = await tx<ChangeRow>('changes').where({ id }).first('plan');
    const plan: Plan = JSON.parse(change!.plan!);
    await tx<ChangeRow>('changes')
      .where({ id })
      .update({
        plan: JSON.stringify({
          ...plan,
          ...(plan.desired && { desired: without(plan.desired, digests) }),
          // No digest is over them.
          settings: replace(plan.settings as unknown as JsonValue, reason),
        }),
      });
  }
}

function without(
  desired: DesiredState,
  digests: readonly string[],
): DesiredState {
  return desired.overrides
    ? {
        ...desired,
        overrides: desired.overrides.map(({ reasonSalt, ...override }) =>
          override.reasonDigest && digests.includes(override.reasonDigest)
            ? { ...override, reason: ERASED }
            : { ...override, ...(reasonSalt && { reasonSalt }) },
        ),
      }
    : desired;
}

/** A text wherever it is a whole value. */
export function replace(value: JsonValue, text: string): JsonValue {
  if (Array.isArray(value)) {
    return value.map(item => replace(item, text));
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        replace(member as JsonValue, text),
      ]),
    );
  }
  return value === text ? ERASED : value;
}
