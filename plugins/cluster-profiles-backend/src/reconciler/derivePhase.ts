import type {
  ChangeState,
  ClusterPhase,
  DesiredState,
  DriftState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { describeTrouble } from './describeTrouble';
import type { Standing } from './types';

/** The phase of a cluster, and why, in plain words. */
export function derivePhase(
  standing: Standing,
  options: {
    desired: Pick<DesiredState, 'deleted' | 'paused' | 'observeOnly'>;
    revision: number;
    /** Last revision that was proven; null before the first. */
    appliedRevision: number | null;
    changeState: ChangeState;
    drift: DriftState;
    /** Since when the provider has not answered. */
    unreachableSince?: string;
  },
): { phase: ClusterPhase; reason: string } {
  const { hold, unreachable, proven, obstacles, stopped, picture, wait } =
    standing;
  const { desired, revision, appliedRevision, changeState } = options;
  const blocked = stopped
    ? `Writes are stopped: ${stopped}`
    : (wait?.reason ?? describeTrouble(standing));
  const waiting = blocked ?? obstacles[0]?.message;

  if (hold) {
    return { phase: 'held', reason: hold.message };
  }
  if (unreachable) {
    const since = options.unreachableSince
      ? ` since ${options.unreachableSince}`
      : '';
    return {
      phase: 'unknown',
      reason: `No answer${since}: ${unreachable.message}`,
    };
  }
  if (desired.deleted) {
    return { phase: 'deleting', reason: waiting ?? 'Nothing is left' };
  }
  if (proven && obstacles.length > 0) {
    return { phase: 'degraded', reason: obstacles[0].message };
  }
  if (proven) {
    return desired.paused
      ? { phase: 'paused', reason: 'Nothing is written until it is resumed' }
      : { phase: 'ready', reason: readyReason(options) };
  }
  const fallback = `Revision ${revision} is being checked`;
  if (changeState === 'failed') {
    return {
      phase: 'degraded',
      reason: `Revision ${revision} is late. ${waiting ?? fallback}`,
    };
  }
  if (appliedRevision === null && desired.observeOnly) {
    return { phase: 'requested', reason: waiting ?? 'Is being looked for' };
  }
  if (appliedRevision === null) {
    return picture?.observed || changeState !== 'accepted'
      ? { phase: 'provisioning', reason: waiting ?? fallback }
      : { phase: 'requested', reason: waiting ?? 'About to be created' };
  }
  if (changeState === 'accepted' || changeState === 'applying') {
    return {
      phase: 'updating',
      reason: `On the way to revision ${revision}. ${waiting ?? ''}`.trim(),
    };
  }
  const broken = obstacles.find(({ moving }) => !moving);
  if (blocked || broken) {
    return {
      phase: 'degraded',
      reason: blocked ?? broken!.message,
    };
  }
  return { phase: 'updating', reason: waiting ?? fallback };
}

/** Drift that is only reported does not unsettle a cluster, but it is not as desired either. */
function readyReason(options: {
  desired: Pick<DesiredState, 'observeOnly'>;
  revision: number;
  drift: DriftState;
}): string {
  const { desired, revision, drift } = options;
  if (desired.observeOnly && drift !== 'Drifted') {
    return 'Imported: its base belongs to somebody else and is well';
  }
  return drift === 'Drifted'
    ? `Revision ${revision} runs, but layers have drifted from it`
    : `Revision ${revision} runs as desired`;
}
