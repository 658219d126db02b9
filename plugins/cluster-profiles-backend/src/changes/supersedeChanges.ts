import type { ChangeState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow, RevisionRow } from '../database/tables';
import { LIFETIME_PROPOSER } from '../lifetime/endLifetimes';
import { transitionChange } from './operations/transitionChange';
import type { InTransaction } from './types';

const UNDER_WAY: ChangeState[] = ['accepted', 'applying', 'failed'];
const WAITING: ChangeState[] = ['planning', 'awaiting-approval', 'stale'];
const NOT_FINAL: ChangeState[] = [...WAITING, ...UNDER_WAY];

/** States of other changes of the cluster that an accepted change of this kind ends. */
function supersededStates(kind: string): ChangeState[] {
  switch (kind) {
    case 'delete':
      return NOT_FINAL;
    case 'roll-back':
      return UNDER_WAY;
    default:
      // Nothing else is accepted while a change is under way; a failed one is replaced.
      return ['failed'];
  }
}

/** An end that has moved takes back what was proposed because it had come. */
function isOutdated(by: ChangeRow, change: ChangeRow): boolean {
  return (
    by.kind === 'extend-lifetime' &&
    change.kind === 'delete' &&
    change.proposer === LIFETIME_PROPOSER
  );
}

/** Ends the changes that an accepted one replaces, with their revisions. */
export async function supersedeChanges(
  tx: InTransaction,
  options: { by: ChangeRow; now: string },
): Promise<void> {
  const { by, now } = options;
  const states = supersededStates(by.kind);
  const others = await tx<ChangeRow>('changes')
    .where({ subject_kind: 'cluster', subject_uid: by.subject_uid })
    .whereNot({ id: by.id })
    .whereIn('state', NOT_FINAL);
  for (const change of others) {
    const from = isOutdated(by, change) ? WAITING : states;
    if (!from.includes(change.state as ChangeState)) {
      continue;
    }
    const moved = await transitionChange(tx, {
      change,
      from,
      to: 'superseded',
      reason: `Superseded by: ${by.summary}`,
      actor: by.proposer,
      now,
      patch: { superseded_by: by.id, finished_at: now },
    });
    if (moved && change.revision !== null) {
      await tx<RevisionRow>('revisions')
        .where({ cluster_uid: by.subject_uid!, number: change.revision })
        .whereIn('state', ['accepted', 'applying'])
        .update({ state: 'superseded' });
    }
  }
}
