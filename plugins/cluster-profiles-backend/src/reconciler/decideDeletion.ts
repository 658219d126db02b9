import { dueRegistration } from './dueRegistration';
import { goesWithCluster } from './goesWithCluster';
import { nextPrunes } from './nextPrunes';
import { waitsForApi } from './waitsForApi';
import type { Picture, Write } from './types';

export interface DeletionDecision {
  writes: Write[];
  /** Nothing is left once these writes are done. */
  last: boolean;
}

/**
 * What to write next for a cluster that is to go: its layers, the cluster with its network, what the engine still keeps of layers, what it
 * keeps of the cluster. An imported one stays.
 */
export function decideDeletion(
  picture: Picture,
  options: {
    /** Layers that were not gone in time: they stay behind rather than block the deletion. */
    overdue: ReadonlySet<string>;
    /** The engine does not answer, and may still have time to. */
    waitForEngine: boolean;
    /** The engine keeps something of the cluster beside its layers. */
    unregisters?: boolean;
    now: string;
  },
): DeletionDecision {
  const { observed, desired, engineLayers } = picture;
  const { overdue, waitForEngine, unregisters, now } = options;
  const going = engineLayers.filter(({ name }) => !overdue.has(name));
  const wait: DeletionDecision = { writes: [], last: false };
  const remove: Write = { type: 'provider-delete', what: 'delete' };

  // Whatever hangs is let go of, as often as it takes.
  if (observed && desired.forcedDeletion === 'finalizers') {
    return { writes: [remove], last: false };
  }
  if (observed && !observed.deleting) {
    if (waitForEngine) {
      return wait;
    }
    // Any of them may hold load balancers or volumes, which need somebody to give them back.
    const before = going.filter(layer => !goesWithCluster(layer, picture));
    if (before.length > 0 && waitsForApi(picture)) {
      return wait;
    }
    if (before.length > 0 && observed.apiReachable) {
      const present = { ...picture, engineLayers: before };
      return {
        writes: [
          ...renewal(picture, now),
          ...nextPrunes(before, present).map(prune),
        ],
        last: false,
      };
    }
  }
  if (observed && !desired.observeOnly) {
    const told = observed.deleting && observed.revision === picture.revision;
    return told ? wait : { writes: [remove], last: false };
  }
  if (waitForEngine) {
    return wait;
  }
  // What is left are the engine's own records, and their order does not matter. Of a cluster that is only out of reach they still
  // have their time.
  const writes = engineLayers.map(({ name }) =>
    desired.observeOnly && !overdue.has(name) ? prune(name) : abandon(name),
  );
  if (going.length > 0) {
    return { writes, last: false };
  }
  return {
    writes: [
      ...writes,
      ...(unregisters
        ? [{ type: 'unregister' as const, what: 'unregister' }]
        : []),
      ...(desired.observeOnly ? [] : [remove]),
    ],
    last: true,
  };
}

/** An engine that is cut off could take off nothing. One that knows the cluster no more is not made to. */
function renewal(picture: Picture, now: string): Write[] {
  const due = dueRegistration(picture, now);
  return due && !due.first ? [due] : [];
}

function prune(layer: string): Extract<Write, { type: 'layer-prune' }> {
  return { type: 'layer-prune', layer, what: `prune/${layer}` };
}

function abandon(layer: string): Extract<Write, { type: 'layer-prune' }> {
  return {
    type: 'layer-prune',
    layer,
    abandon: true,
    what: `abandon/${layer}`,
  };
}
