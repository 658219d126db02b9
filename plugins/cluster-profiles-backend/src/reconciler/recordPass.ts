import type {
  Condition,
  DriftState,
  ObservedCluster,
  Step,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { WorkItem, WorkOutcome } from '../work/types';
import { deriveConditions } from './deriveConditions';
import { deriveDrift } from './deriveDrift';
import { derivePhase } from './derivePhase';
import { deriveSteps } from './deriveSteps';
import { explainSteps } from './explainSteps';
import { findDriftNotice } from './findDriftNotice';
import { findFailure } from './findFailure';
import { hasIssue } from './hasIssue';
import { nextLook } from './nextLook';
import type { Pass } from './pass';
import { storeStanding } from './storeStanding';
import type { Picture, ReconcilerOptions } from './types';

/** Stores what a pass found, moves the change where that is due, and says when to look again. */
export async function recordPass(
  options: ReconcilerOptions,
  input: Pass & { item: WorkItem; signal: AbortSignal },
): Promise<WorkOutcome> {
  const { knex, clock, config, checkpoints, lifecycle, announce } = options;
  const { loaded, standing, convergence, item, signal } = input;
  const { cluster, change, desired, revision } = loaded;
  const { picture, proven } = standing;
  const now = clock.now();
  const news = () =>
    announce({ subject: 'cluster', name: cluster.name, uid: cluster.uid });

  const steps = nextSteps(input, now);
  const failure = findFailure(loaded, { standing, steps, now });
  const drift = currentDrift(input);
  const conditions = deriveConditions(standing, {
    previous: JSON.parse(cluster.conditions) as Condition[],
    drift,
    deleting: desired.deleted,
    observeOnly: desired.observeOnly,
    now: now.toISOString(),
  });
  const unreachableSince = standing.unreachable
    ? conditions.find(({ type }) => type === 'Available')?.lastTransitionTime
    : undefined;
  const { phase, reason } = derivePhase(standing, {
    desired,
    revision,
    appliedRevision: cluster.applied_revision,
    changeState: failure ? 'failed' : change.state,
    drift,
    unreachableSince,
  });

  await checkpoints.reach('before-observed-stored');
  const stored = await storeStanding(knex, {
    item,
    before: cluster,
    found: {
      phase,
      reason,
      conditions,
      drift,
      hasIssue: hasIssue({ phase, drift }, standing),
      observed: picture && mergeLayers(picture),
      ...(desired.observeOnly && {
        kubernetesVersion: picture?.observed?.kubernetesVersion,
      }),
      driftNotice: findDriftNotice(loaded, picture),
    },
    now,
    restingSeconds: config.restingSeconds,
  });
  signal.throwIfAborted();
  if (stored === 'lost') {
    // Another revision is desired by now, or somebody else holds the claim: what was found here is old.
    return { nextDueAt: now };
  }

  if (isUnderWay(change.state) && JSON.stringify(steps) !== change.steps) {
    await lifecycle.recordSteps(change.id, steps);
  }
  let moved = false;
  if (proven && (change.state === 'applying' || change.state === 'failed')) {
    await checkpoints.reach('before-mark-applied');
    signal.throwIfAborted();
    moved = await lifecycle.markApplied(change.id);
    await checkpoints.reach('after-mark-applied');
  } else if (failure) {
    moved = await lifecycle.markFailed(change.id, failure);
  }
  if (stored === 'stored' || moved) {
    await news();
  }
  const error = input.error ?? convergence?.error;
  if (error) {
    throw error;
  }
  return moved && desired.deleted && proven
    ? {}
    : {
        nextDueAt: nextLook({
          // What comes of a correction is looked at soon.
          phase: convergence?.corrected ? 'updating' : phase,
          unreachableSince,
          wait: standing.wait,
          correctsAt: input.correctsAt,
          config,
          clock,
        }),
      };
}

function isUnderWay(state: string): boolean {
  return ['accepted', 'applying', 'failed'].includes(state);
}

/** Steps tell of a change under way; without a look at the cluster they stay as they are, but for why. */
function nextSteps({ loaded, standing, convergence }: Pass, now: Date): Step[] {
  const previous: Step[] = JSON.parse(loaded.change.steps);
  const steps = standing.picture
    ? deriveSteps(standing.picture, {
        previous,
        proven: standing.proven,
        leftBehind: convergence?.leftBehind,
        leaves: convergence?.leaves,
        now: now.toISOString(),
      })
    : previous;
  return explainSteps(steps, standing);
}

/** Nothing is known of what does not answer; what was not looked at is as it was. */
function currentDrift({ loaded, standing }: Pass): DriftState {
  if (standing.unreachable) {
    return 'Unknown';
  }
  return standing.picture
    ? deriveDrift(standing.picture)
    : (loaded.cluster.drift as DriftState);
}

/** What is shown of a cluster: the answer of the provider with the layers of the engine. */
function mergeLayers({
  observed,
  engineLayers,
}: Picture): ObservedCluster | null {
  return observed
    ? { ...observed, layers: [...observed.layers, ...engineLayers] }
    : null;
}
