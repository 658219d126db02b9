import {
  ERASED,
  FINAL_CHANGE_STATES,
  type DeleteRequest,
  type DeprecateRequest,
  type Finding,
  type Plan,
  type WithdrawRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonValue } from '@backstage/types';
import type { InTransaction } from '../changes/types';
import type { ChangeRow, ProfileVersionRow } from '../database/tables';
import { eraseRequest, replace } from './eraseReasons';

const OVER = [...FINAL_CHANGE_STATES];

/**
 * Why a person deprecated or withdrew versions: they stay so, whatever the reason was. Plans of before are digests of the reason itself,
 * and keep it.
 */
export async function eraseStateReasons(
  tx: InTransaction,
  person: string,
): Promise<void> {
  const moved = await tx<ChangeRow>('changes')
    .where({ proposer: person })
    .whereIn('kind', ['deprecate', 'withdraw'])
    .whereIn('state', OVER)
    .select('id', 'subject_name', 'request', 'plan');
  for (const { id, subject_name: profile, request: text, plan } of moved) {
    const request: DeprecateRequest | WithdrawRequest = JSON.parse(text);
    const { reason, version } = request;
    const publication = plan
      ? (JSON.parse(plan) as Plan).publication
      : undefined;
    const isKept = publication && publication.reasonDigest === undefined;
    if (reason === ERASED || isKept) {
      continue;
    }
    await eraseRequest(tx, id, request);
    await tx<ProfileVersionRow>('profile_versions')
      .where({ profile, version, state_reason: reason })
      .update({ state_reason: null });
    const stated: Array<Pick<ChangeRow, 'id'>> = await tx<ChangeRow>('changes')
      .where({ subject_kind: 'profile', subject_name: profile })
      .whereNotNull('plan')
      .select('id');
    for (const change of stated) {
      await alterPlan(tx, change.id, found => ({
        ...found,
        // No digest is over them.
        settings: replace(
          found.settings as unknown as JsonValue,
          reason,
        ) as unknown as Plan['settings'],
        ...(change.id === id &&
          found.publication && { publication: withoutReason(found) }),
      }));
    }
    await eraseQuotes(tx, reason);
  }
}

/** Why a person ended deletions by force: nothing but the request has it. */
export async function eraseForceReasons(
  tx: InTransaction,
  person: string,
): Promise<void> {
  const forced = await tx<ChangeRow>('changes')
    .where({ proposer: person, kind: 'delete' })
    .whereIn('state', OVER)
    .where('request', 'like', '%"reason":%')
    .select('id', 'request');
  for (const { id, request: text } of forced) {
    const request: DeleteRequest = JSON.parse(text);
    if (request.reason !== undefined && request.reason !== ERASED) {
      await eraseRequest(tx, id, request);
    }
  }
}

function withoutReason({ publication }: Plan): Plan['publication'] {
  const { reasonSalt, ...rest } = publication!;
  return { ...rest, reason: ERASED };
}

/** Plans of clusters tell why a version is deprecated or withdrawn, and so do changes that were refused for it; no digest is over that. */
async function eraseQuotes(tx: InTransaction, reason: string): Promise<void> {
  const quote = `(${reason})`;
  const without = (text: string) => text.replaceAll(quote, ERASED);
  const quoting = await tx<ChangeRow>('changes')
    .whereRaw("plan like ? escape '!'", containing(JSON.stringify(quote)))
    .orWhereRaw("state_reason like ? escape '!'", containing(`"${quote}"`))
    .select('id', 'state_reason');
  for (const { id, state_reason: told } of quoting) {
    if (told !== null) {
      await tx<ChangeRow>('changes')
        .where({ id })
        .update({ state_reason: without(told) });
    }
    await alterPlan(tx, id, plan => ({
      ...plan,
      findings: plan.findings.map((finding): Finding => ({
        ...finding,
        message: without(finding.message),
        ...(finding.messageWithoutValues !== undefined && {
          messageWithoutValues: without(finding.messageWithoutValues),
        }),
      })),
    }));
  }
}

/** A pattern for what is between two quotation marks. */
function containing(quoted: string): string {
  return `%${quoted.slice(1, -1).replace(/[!%_]/g, '!$&')}%`;
}

async function alterPlan(
  tx: InTransaction,
  id: string,
  alter: (plan: Plan) => Plan,
): Promise<void> {
  const row = await tx<ChangeRow>('changes').where({ id }).first('plan');
  if (row?.plan) {
    const plan = alter(JSON.parse(row.plan));
    await tx<ChangeRow>('changes')
      .where({ id })
      .update({ plan: JSON.stringify(plan) });
  }
}
