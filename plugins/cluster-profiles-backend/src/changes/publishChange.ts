import {
  recordSubject,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import { findBrokenRecord } from '../record/findBrokenRecord';
import { findUnsigned } from '../record/findUnsigned';
import { announceChange } from './announceChange';
import { approvalsOf } from './approvalsOf';
import type { ChangeContext } from './ChangeContext';
import { makeStale } from './makeStale';
import { listDecisions } from './operations/getChange';
import { transitionChange } from './operations/transitionChange';
import { proposeFollowing } from './proposeFollowing';
import { recheckChange } from './recheckChange';
import { verifyPublication } from './verifyPublication';

/** An accepted change of a profile version: plans again, verifies, and writes it in one transaction. */
export async function publishChange(
  context: ChangeContext,
  change: ChangeRow,
  options: { signal?: AbortSignal },
): Promise<void> {
  const verdict = await recheckChange(context, change, options);
  const now = context.clock.now();
  const at = now.toISOString();
  await context.checkpoints.reach('before-publish');
  await context.knex.transaction(async tx => {
    const plan: Plan = JSON.parse(change.plan!);
    const decisions = await listDecisions(tx, change);
    const broken =
      verifyPublication({ change, plan, decisions }) ??
      findUnsigned(context.keys, { change, decisions }) ??
      (await findBrokenRecord(tx, {
        subject: recordSubject({ kind: 'profile', name: change.subject_name }),
        keys: context.keys,
      }));
    const reason = broken ?? (verdict.holds ? undefined : verdict.reason);
    if (reason !== undefined) {
      await makeStale(tx, {
        change,
        from: ['accepted'],
        reason,
        actor: 'system:publisher',
        now,
        expiryHours: context.config.changes.expiryHours,
      });
      return;
    }
    const moved = await transitionChange(tx, {
      change,
      from: ['accepted'],
      to: 'applied',
      reason: change.summary,
      actor: 'system:publisher',
      now: at,
      patch: { started_at: at, finished_at: at },
    });
    if (!moved) {
      return;
    }
    await context.publications.apply(tx, change, {
      approvers: approvalsOf(decisions).map(({ approver }) => approver),
      now: at,
    });
    if (change.kind === 'publish') {
      await proposeFollowing(tx, { publication: plan.publication!, now });
    }
  });
  await context.checkpoints.reach('after-publish');
  await announceChange(context, change);
}
