import {
  ERASED,
  FINAL_CHANGE_STATES,
  textDigest,
  type DesiredState,
  type OverrideRequest,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonValue } from '@backstage/types';
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
    .select('change_id', 'reason');
  for (const { change_id, reason } of uses) {
    await tx<BreakGlassRow>('break_glass')
      .where({ change_id })
      .update({ reason: ERASED, reason_digest: textDigest(reason) });
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
    .select('id', 'subject_uid', 'request');
  for (const { id, subject_uid: uid, request: text } of proposed) {
    const request: OverrideRequest = JSON.parse(text);
    const { reason } = request;
    if (reason !== ERASED && !(await isAlive(tx, uid!, reason))) {
      await eraseOf(tx, uid!, reason);
      await tx<ChangeRow>('changes')
        .where({ id })
        .update({ request: JSON.stringify({ ...request, reason: ERASED }) });
    }
  }
}

async function isAlive(
  tx: InTransaction,
  uid: string,
  reason: string,
): Promise<boolean> {
  const digest = `%${textDigest(reason)}%`;
  const revision = await tx('revisions')
    .join('clusters', { 'clusters.uid': 'revisions.cluster_uid' })
    .where({ 'clusters.uid': uid })
    .whereNull('clusters.deleted_at')
    .where(live =>
      live
        .where('revisions.number', tx.ref('clusters.desired_revision'))
        .orWhere('revisions.number', tx.ref('clusters.applied_revision')),
    )
    .where('revisions.desired', 'like', digest)
    .first('revisions.number');
  const change = await tx<ChangeRow>('changes')
    .where({ subject_uid: uid })
    .whereNotIn('state', OVER)
    .where('plan', 'like', digest)
    .first('id');
  return revision !== undefined || change !== undefined;
}

async function eraseOf(
  tx: InTransaction,
  uid: string,
  reason: string,
): Promise<void> {
  const digest = textDigest(reason);
  const revisions = await tx<RevisionRow>('revisions')
    .where({ cluster_uid: uid })
    .where('desired', 'like', `%${digest}%`)
    .select('number', 'desired');
  for (const { number, desired } of revisions) {
    await tx<RevisionRow>('revisions')
      .where({ cluster_uid: uid, number })
      .update({
        desired: JSON.stringify(without(JSON.parse(desired), digest)),
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
          ...(plan.desired && { desired: without(plan.desired, digest) }),
          // No digest is over them.
          settings: replace(plan.settings as unknown as JsonValue, reason),
        }),
      });
  }
}

function without(desired: DesiredState, digest: string): DesiredState {
  return desired.overrides
    ? {
        ...desired,
        overrides: desired.overrides.map(override =>
          override.reasonDigest === digest
            ? { ...override, reason: ERASED }
            : override,
        ),
      }
    : desired;
}

function replace(value: JsonValue, text: string): JsonValue {
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
