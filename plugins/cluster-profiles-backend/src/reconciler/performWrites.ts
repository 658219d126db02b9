import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  Checkpoints,
  Leftovers,
  ProfileFiles,
  SourceBytes,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { engineCluster } from '../clusters/engineCluster';
import type { ReconcilerCheckpoint } from './checkpointNames';
import { classifyError } from './classifyError';
import type { Delivery } from './findDelivery';
import type { Hold, Write, WritePermission } from './types';

/** Each renewal costs an engine a look at the whole cluster: two days are few of them. */
const ACCESS_SECONDS = 48 * 3_600;
/** The shortest that Kubernetes gives. */
const CLEAN_UP_SECONDS = 600;

export interface WritesOutcome {
  hold?: Hold;
  unreachable?: { message: string };
  /** Why something other than a layer could not be written. */
  trouble?: string;
  /** Layers that could not be written or removed, each with why. */
  failing?: ReadonlyMap<string, string>;
  /** What is neither a refusal nor silence: to be thrown once the rest of the pass is stored. */
  error?: unknown;
  /** What stays on the cluster of layers that were removed or changed, by layer. */
  leaves?: ReadonlyMap<string, string>;
}

/** Performs writes one after the other. Layers do not stop each other; a hold, or a provider or engine that is silent, stops everything. */
export async function performWrites(
  writes: readonly Write[],
  options: {
    desired: DesiredState;
    /** Of a cluster whose Kubernetes no layer brings. */
    observedKubernetes?: string;
    revision: number;
    instanceId: string;
    delivery: Delivery;
    files: ProfileFiles;
    bytes: SourceBytes;
    checkpoints: Checkpoints;
    /** Whoever stops writes does not wait for the end of a pass. */
    writeSwitch: WritePermission;
    /** Puts on the record what a layer, or its version before, leaves on the cluster. */
    recordLeftover(layer: string, message: string): Promise<void>;
    /** Puts down that what was approved to be taken from others was taken. */
    recordTakeover(): Promise<void>;
    signal: AbortSignal;
  },
): Promise<WritesOutcome> {
  const leaves = new Map<string, string>();
  const failing = new Map<string, string>();
  const outcome: WritesOutcome = { leaves, failing };
  for (const [index, write] of writes.entries()) {
    // The pass itself has asked just before the first.
    if (index > 0 && !(await options.writeSwitch.isWriting()).writes) {
      return { ...outcome, trouble: 'Writes are stopped' };
    }
    try {
      await perform(write, { ...options, leaves });
    } catch (error) {
      // Whoever lost the claim must not go on.
      options.signal.throwIfAborted();
      const { kind, message } = classifyError(error);
      if (kind === 'held') {
        return { leaves, hold: { reason: 'ForeignWrite', message } };
      }
      if (
        kind === 'unreachable' &&
        (stopsOthers(write) || (await isEngineSilent(options)))
      ) {
        return { leaves, unreachable: { message } };
      }
      const why = kind === 'other' ? `Trying again: ${error}` : message;
      const layer = layerOf(write);
      if (layer === undefined) {
        outcome.trouble ??= why;
      } else {
        failing.set(layer, why);
      }
      if (kind === 'other') {
        outcome.error ??= error;
      }
      if (stopsOthers(write)) {
        return outcome;
      }
    }
  }
  return outcome;
}

/** Nothing of what comes after it could work. */
function stopsOthers(write: Write): boolean {
  return (
    write.type === 'provider-apply' ||
    write.type === 'provider-delete' ||
    (write.type === 'register' && write.first)
  );
}

function layerOf(write: Write): string | undefined {
  switch (write.type) {
    case 'layer-apply':
      return write.layer.name;
    case 'layer-prune':
      return write.layer;
    default:
      return undefined;
  }
}

/** Else it was something that one layer alone needs, such as a way in to the cluster. */
async function isEngineSilent({
  delivery: { engine },
  desired,
  signal,
}: Parameters<typeof performWrites>[1]): Promise<boolean> {
  try {
    await engine!.observe({ cluster: desired, signal });
    return false;
  } catch (error) {
    signal.throwIfAborted();
    // An error is an answer, too.
    return classifyError(error).kind === 'unreachable';
  }
}

async function perform(
  write: Write,
  options: Parameters<typeof performWrites>[1] & {
    leaves: Map<string, string>;
  },
): Promise<void> {
  const { desired, revision, instanceId, delivery, files, bytes, signal } =
    options;
  const reach = (name: ReconcilerCheckpoint) => options.checkpoints.reach(name);
  const marks: WriteMarks = {
    instanceId,
    revision,
    idempotencyKey: `${desired.cluster.uid}/${revision}/${write.what}`,
  };
  // The last moment at which a lost claim is seen; what is in flight then is stopped by its marks.
  const guarded = async (
    place: string &
      ('provider-apply' | 'layer-apply' | 'layer-prune' | 'provider-delete'),
    send: () => Promise<void>,
  ) => {
    await reach(`before-${place}`);
    signal.throwIfAborted();
    await send();
    await reach(`after-${place}`);
  };

  switch (write.type) {
    case 'provider-apply':
      await guarded(write.type, () =>
        delivery.provider.apply({
          desired,
          marks,
          files,
          ...(write.corrects && { corrects: write.corrects }),
          signal,
        }),
      );
      return desired.takeovers && options.recordTakeover();
    case 'layer-apply':
      return guarded(write.type, () =>
        delivery.engine!.apply({
          cluster: engineCluster(desired, options.observedKubernetes),
          layer: write.layer,
          bytes,
          marks,
          leftovers: leftoversOf(write.layer.name, options),
          signal,
        }),
      );
    case 'layer-prune':
      return guarded(write.type, () =>
        delivery.engine!.prune({
          cluster: desired,
          layer: write.layer,
          marks,
          ...(write.abandon && { abandon: true }),
          leftovers: leftoversOf(write.layer, options),
          signal,
        }),
      );
    case 'register':
      // What gives access goes from one to the other, and nowhere else.
      return delivery.engine!.register!({
        cluster: desired,
        access: await delivery.provider.deliveryAccess!({
          desired,
          seconds: ACCESS_SECONDS,
          signal,
        }),
        marks,
        signal,
      });
    case 'unregister':
      return delivery.engine!.unregister!({ cluster: desired, marks, signal });
    default:
      return guarded(write.type, () =>
        delivery.provider.delete({
          desired,
          marks,
          ...(desired.forcedDeletion === 'finalizers' && { force: true }),
          signal,
        }),
      );
  }
}

/** Of a cluster that goes nothing stays. */
function leftoversOf(
  layer: string,
  {
    desired,
    delivery: { provider },
    leaves,
    recordLeftover,
    signal,
  }: Parameters<typeof perform>[1],
): Leftovers | undefined {
  if (desired.deleted && !desired.observeOnly) {
    return undefined;
  }
  return {
    ...(provider.hasDeliveryAccess?.({ desired }) && {
      access: () =>
        provider.deliveryAccess!({
          desired,
          seconds: CLEAN_UP_SECONDS,
          signal,
        }),
    }),
    tell: async message => {
      leaves.set(layer, message);
      await recordLeftover(layer, message);
    },
  };
}
