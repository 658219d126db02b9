import { recordDrift } from '../drift/recordDrift';
import { recordEdits } from '../drift/recordEdits';
import type { WorkItem, WorkOutcome } from '../work/types';
import { applyExceptions } from './applyExceptions';
import { converge } from './converge';
import { findBrokenChain } from './findBrokenChain';
import { findBrokenPastOnTime } from './findBrokenPast';
import { findDelivery } from './findDelivery';
import { findForeignWrite } from './findForeignWrite';
import { findObstacles } from './findObstacles';
import { findTargetChange } from './findTargetChange';
import { loadCluster, type LoadedCluster } from './loadCluster';
import { keepProof } from './keepProof';
import { lookAtCluster } from './lookAtCluster';
import type { Pass } from './pass';
import { prepareChange } from './prepareChange';
import { recordHold } from './recordHold';
import { recordNewSteps } from './recordNewSteps';
import { recordPass } from './recordPass';
import { tellFailing } from './tellFailing';
import type { ReconcilerOptions, Standing } from './types';

const ATTEMPTS = 3;

/**
 * One pass over one cluster: reads what is desired, looks at what is there, writes what is next, records what was found.
 * It keeps nothing between passes, so that any number of interrupted ones lead to the same end.
 */
export async function reconcileCluster(
  options: ReconcilerOptions,
  item: WorkItem,
  { signal }: { signal: AbortSignal },
): Promise<WorkOutcome> {
  await options.checkpoints.reach('work-claimed');
  // An accepted change is started first, and read again where it went stale, was moved by somebody else, or may have to write over something.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const loaded = await loadCluster(options.knex, item.id);
    if (!loaded) {
      return {};
    }
    if ('hold' in loaded) {
      return recordHold(options, { item, ...loaded });
    }
    const pass = await makePass(options, loaded, { item, signal });
    signal.throwIfAborted();
    if (pass !== 'again') {
      return recordPass(options, { ...pass, item, signal });
    }
  }
  return { nextDueAt: options.clock.now() };
}

async function makePass(
  options: ReconcilerOptions,
  loaded: LoadedCluster,
  { item, signal }: { item: WorkItem; signal: AbortSignal },
): Promise<Pass | 'again'> {
  const { desired, revision, change } = loaded;
  const { writes, reason } = await options.writeSwitch.isWriting();
  const stopped = writes ? undefined : (reason ?? 'no reason was given');
  const without = (standing: Partial<Standing>): Pass => ({
    loaded,
    standing: { obstacles: [], proven: false, stopped, ...standing },
  });

  // What is verified here are the very bytes that every write of this pass is made of, which makes it a check before each.
  const broken =
    findBrokenChain(loaded, options.keys) ??
    (await findBrokenPastOnTime(loaded, options));
  if (broken) {
    return without({ hold: broken });
  }
  const delivery = findDelivery(desired, options);
  if ('reason' in delivery) {
    return without({ hold: delivery });
  }
  const look = await lookAtCluster(loaded, delivery, signal);
  signal.throwIfAborted();
  if ('error' in look) {
    const { error } = look;
    return { ...without({ trouble: `Trying again: ${error}` }), error };
  }
  if (!('picture' in look)) {
    const closes =
      'unreachable' in look && desired.forcedDeletion === 'record' && !stopped;
    if (closes && change.state === 'accepted') {
      await prepareChange(loaded, { ...options, signal });
      return 'again';
    }
    // Nobody answers for the cluster any more, and that its record is closed was approved.
    return without(closes ? { proven: true } : look);
  }
  const { engineSilent } = look;
  const picture = keepProof(
    applyExceptions(look.picture, options.clock.now()),
    JSON.parse(loaded.cluster.observed ?? 'null'),
  );
  const seen = { picture, obstacles: findObstacles(picture) };
  const hold =
    // Whoever writes an imported cluster, it is not us.
    (desired.observeOnly
      ? undefined
      : findForeignWrite(picture.observed, {
          instanceId: options.instanceId,
          revision,
        })) ?? findTargetChange(desired, options.targets);
  if (hold) {
    return without({ ...seen, hold });
  }
  if (engineSilent !== undefined && !desired.deleted) {
    return without({ unreachable: { message: engineSilent } });
  }
  let current = loaded;
  if (change.state === 'accepted' && !stopped) {
    const wait = await options.lifecycle.findWait(change);
    if (wait) {
      return without({ ...seen, wait });
    }
    const started = await prepareChange(loaded, { ...options, signal });
    const mayGoOn = started && (await options.writeSwitch.isWriting()).writes;
    // What is there may have moved meanwhile; where there was nothing, the write itself tells whether that is still so.
    if (!mayGoOn || picture.observed) {
      return 'again';
    }
    current = started;
  }

  const recorded = stopped
    ? current
    : await recordNewSteps(current, picture, options);
  signal.throwIfAborted();
  const corrections = await recordDrift(recorded, picture, {
    ...options,
    item,
    mayWrite: !stopped,
  });
  signal.throwIfAborted();
  if (corrections.hold) {
    return without({ ...seen, hold: corrections.hold });
  }
  await recordEdits(recorded, picture, {
    ...options,
    item,
    mayWrite: !stopped,
  });
  signal.throwIfAborted();
  const convergence = await converge(
    recorded,
    { picture, engineSilent },
    {
      ...options,
      corrects: corrections.due,
      delivery,
      signal,
      mayWrite: !stopped,
    },
  );
  const { unreachable, trouble, failing } = convergence;
  const told = tellFailing(convergence.picture, failing);
  return {
    loaded: recorded,
    convergence,
    correctsAt: corrections.nextAt,
    standing: {
      picture: unreachable ? undefined : told,
      obstacles: findObstacles(told),
      proven: convergence.proven,
      hold: convergence.hold,
      unreachable,
      trouble,
      failing,
      stopped,
    },
  };
}
