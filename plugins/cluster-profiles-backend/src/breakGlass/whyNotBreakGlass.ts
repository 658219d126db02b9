import {
  BREAK_GLASS_KINDS,
  type ChangeKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { BreakGlassRow, ChangeRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { Actor } from '../permissions/resolveActor';

/** Why somebody may not apply a change without its approvals; undefined when he may. Pure. */
export function whyNotBreakGlass(options: {
  actor: Actor;
  change: Pick<ChangeRow, 'kind' | 'state'>;
  permissionsEnabled: boolean;
  /** What his permissions say. */
  allowed: boolean;
  platformGroup: string;
  /** The use of it for this change, where there was one. */
  glass?: Pick<BreakGlassRow, 'actor'>;
  /** What he did before, and others have yet to review. */
  openUse?: { summary: string };
  /** Why nothing of his may come before what takes back what he did on this cluster. */
  takenBack?: string;
}): { reason: string; conflict?: boolean } | undefined {
  const { actor, change, glass, openUse } = options;
  if (!options.permissionsEnabled) {
    return {
      reason:
        'Breaking glass needs permissions: set permission.enabled and a policy',
    };
  }
  if (!actor.ownSignIn) {
    return {
      reason:
        "Only a user's own sign-in may break glass; services and tokens that act for somebody may not",
    };
  }
  if (!options.allowed) {
    return {
      reason: `You may not break glass for it; ask ${nameOf(options.platformGroup)}`,
    };
  }
  if (!BREAK_GLASS_KINDS.includes(change.kind as ChangeKind)) {
    return {
      reason: `Glass is not broken for a change of kind '${change.kind}', which no other change takes back; it needs its approvals`,
      conflict: true,
    };
  }
  if (glass) {
    return { reason: 'Glass was broken for it already', conflict: true };
  }
  if (change.state !== 'awaiting-approval') {
    return {
      reason: `The change is ${change.state}; glass is broken only for one that awaits approval`,
      conflict: true,
    };
  }
  if (openUse) {
    return {
      reason: `Others have yet to review what you applied without approvals before: ${openUse.summary}`,
      conflict: true,
    };
  }
  return options.takenBack === undefined
    ? undefined
    : { reason: options.takenBack, conflict: true };
}
