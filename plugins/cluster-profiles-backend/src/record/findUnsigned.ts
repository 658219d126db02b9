import { acceptanceStatement } from '@cluster-profiles/plugin-cluster-profiles-common';
import { useStatement } from '../breakGlass/signGlass';
import type { ApprovalRow, BreakGlassRow, ChangeRow } from '../database/tables';
import type { RecordKeys } from './RecordKeys';
import { statementOf } from './signDecision';

/** Why decisions or acceptance of a change are not those that were signed; undefined when they are, or nothing has to be signed. */
export function findUnsigned(
  keys: RecordKeys,
  options: {
    change: ChangeRow;
    decisions: readonly ApprovalRow[];
    /** The use that stands for its approvals. */
    glass?: BreakGlassRow;
    /** The one that is to be written, of a change of a cluster. */
    revision?: number;
  },
): string | undefined {
  const { change, decisions, revision } = options;
  for (const decision of decisions) {
    const wrong = whyNotSigned(keys, {
      ...decision,
      statement: () => statementOf(decision),
    });
    if (wrong) {
      return `The decision of ${decision.approver} ${wrong}`;
    }
  }
  const wrongUse =
    options.glass &&
    whyNotSigned(keys, {
      ...options.glass,
      statement: () => useStatement(options.glass!),
    });
  if (wrongUse) {
    return `The use of break glass by ${options.glass!.actor} ${wrongUse}`;
  }
  const at = change.accepted_at ?? '';
  if (
    keys.requireSignature(at) &&
    revision !== undefined &&
    change.revision !== revision
  ) {
    return `The change was accepted as revision ${change.revision}, not ${revision}`;
  }
  const wrong = whyNotSigned(keys, {
    at,
    key_id: change.acceptance_key_id,
    signature: change.acceptance_signature,
    statement: () =>
      acceptanceStatement({
        changeId: change.id,
        subject: change.subject_uid ?? change.subject_name,
        revision: change.revision,
        planDigest: change.plan_digest!,
        policy: JSON.parse(change.policy ?? 'null'),
        at,
      }),
  });
  return wrong && `The acceptance of the change ${wrong}`;
}

function whyNotSigned(
  keys: RecordKeys,
  options: {
    at: string;
    key_id: string | null;
    signature: string | null;
    statement: () => string;
  },
): string | undefined {
  const { at, key_id: keyId, signature } = options;
  if (!keys.requireSignature(at)) {
    return undefined;
  }
  if (!keyId || !signature) {
    return 'is not signed';
  }
  return keys.verify(options.statement(), { keyId, signature })
    ? undefined
    : `does not have a signature of key '${keyId}' as it is configured`;
}
