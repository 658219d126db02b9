import { recordActivity } from '../activity/recordActivity';
import type { RevisionRow } from '../database/tables';
import { decideDeletion } from './decideDeletion';
import { decideWrites } from './decideWrites';
import type { Delivery } from './findDelivery';
import { findOverdue, longestDeadlineMinutes } from './findOverdue';
import { isProven } from './isProven';
import type { LoadedCluster } from './loadCluster';
import { lookAtCluster } from './lookAtCluster';
import { performWrites, type WritesOutcome } from './performWrites';
import { settleRevision } from './settleRevision';
import type { Picture, ReconcilerOptions, Write } from './types';

/** What came of writing: the picture, newer where it was looked at again, and whether the revision is proven. */
export interface Convergence extends WritesOutcome {
  picture: Picture;
  proven: boolean;
  leftBehind: ReadonlySet<string>;
  /** Drift was undone. */
  corrected?: boolean;
}

const RECONCILER = 'system:reconciler';
const OF_ENGINE: readonly Write['type'][] = ['layer-prune', 'unregister'];

type Options = Pick<
  ReconcilerOptions,
  | 'checkpoints'
  | 'files'
  | 'bytes'
  | 'instanceId'
  | 'clock'
  | 'knex'
  | 'writeSwitch'
> & {
  delivery: Delivery;
  signal: AbortSignal;
  /** Nothing is written, and a deletion is not proven, while this is false. */
  mayWrite: boolean;
  /** Layers whose drift is to be undone; what that undoes is on the record. */
  corrects: ReadonlySet<string>;
};

/** Decides and performs the next writes, and says whether what was seen is the proof. What was written has yet to be seen. */
export async function converge(
  loaded: LoadedCluster,
  look: { picture: Picture; engineSilent?: string },
  options: Options,
): Promise<Convergence> {
  const { picture } = look;
  if (loaded.desired.deleted) {
    return convergeDeletion(loaded, look, options);
  }
  const writes = options.mayWrite
    ? decideWrites(picture, {
        settled: loaded.change.state === 'applied',
        correction: options.clock.now().toISOString(),
        corrects: options.corrects,
      })
    : [];
  const outcome = await write(loaded, writes, { ...options, picture });
  // That access is renewed says nothing about the revision, as long as it works.
  const others = writes.filter(it => it.type !== 'register' || it.first);
  const proven =
    others.length === 0 && !hasFailed(outcome) && isProven(picture);
  const settled =
    proven && options.mayWrite ? await settleRevision(loaded, options) : {};
  return {
    ...outcome,
    ...settled,
    picture,
    // What was refused is told; what failed is tried again before anybody counts on it.
    proven: proven && !settled.unreachable && !settled.error && !settled.hold,
    leftBehind: new Set(),
    corrected: options.corrects.size > 0,
  };
}

async function convergeDeletion(
  loaded: LoadedCluster,
  { picture, engineSilent }: { picture: Picture; engineSilent?: string },
  options: Options,
): Promise<Convergence> {
  const { change, desired, earlierLayers } = loaded;
  const now = options.clock.now();
  const layers = [...desired.layers, ...earlierLayers];
  const leftBehind = new Set(
    findOverdue(JSON.parse(change.steps), {
      prefix: 'prune/',
      layers,
      since: change.started_at,
      now,
    }),
  );
  const patience = longestDeadlineMinutes(layers) * 60_000;
  const started = Date.parse(change.started_at ?? now.toISOString());
  const { writes, last } = decideDeletion(picture, {
    overdue: leftBehind,
    waitForEngine:
      engineSilent !== undefined && now.getTime() - started < patience,
    unregisters: options.delivery.engine?.unregister !== undefined,
    now: now.toISOString(),
  });
  if (!options.mayWrite) {
    return { picture, proven: false, leftBehind };
  }

  const outcome = await write(loaded, writes, { ...options, picture });
  // An engine that stays silent must not hide that the rest goes on.
  const silence =
    outcome.unreachable && writes.some(({ type }) => OF_ENGINE.includes(type));
  const common = {
    ...outcome,
    ...(silence && {
      unreachable: undefined,
      trouble: outcome.unreachable?.message,
    }),
    leftBehind,
  };
  if (!last || outcome.hold || outcome.unreachable || outcome.error) {
    return { ...common, picture, proven: false };
  }
  if (loaded.desired.observeOnly) {
    return { ...common, picture, proven: !hasFailed(common) };
  }
  // A write that came late may have brought it back: the proof is to look after the deletion was sent.
  const after = await lookAtCluster(loaded, options.delivery, options.signal);
  if (!('picture' in after)) {
    return { ...common, ...after, picture, proven: false };
  }
  return {
    ...common,
    picture: after.picture,
    proven: after.picture.observed === undefined && !hasFailed(common),
  };
}

function hasFailed({ trouble, failing }: WritesOutcome): boolean {
  return trouble !== undefined || (failing !== undefined && failing.size > 0);
}

async function write(
  { cluster, change, desired, revision }: LoadedCluster,
  writes: Parameters<typeof performWrites>[0],
  {
    delivery,
    files,
    bytes,
    checkpoints,
    instanceId,
    clock,
    knex,
    writeSwitch,
    signal,
    picture,
  }: Options & { picture: Picture },
): Promise<WritesOutcome> {
  return performWrites(writes, {
    desired,
    observedKubernetes: picture.observed?.kubernetesVersion,
    revision,
    instanceId,
    delivery,
    files,
    bytes,
    checkpoints,
    writeSwitch,
    recordLeftover: (layer, message) =>
      recordActivity(knex, {
        at: clock.now().toISOString(),
        actor: RECONCILER,
        subject: { kind: 'cluster', name: cluster.name, uid: cluster.uid },
        changeId: change.id,
        type: 'layer-left-something',
        message: `Layer ${layer} was ${desired.layers.some(({ name }) => name === layer) ? 'changed' : 'removed'}. ${message}`,
      }),
    recordTakeover: async () => {
      await knex<RevisionRow>('revisions')
        .where({ cluster_uid: cluster.uid, number: revision })
        .update({ taken_over_at: clock.now().toISOString() });
    },
    signal,
  });
}
