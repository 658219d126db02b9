import { nextPrunes } from './nextPrunes';
import type { Picture, Write } from './types';

export interface DeletionDecision {
  writes: Write[];
  /** Nothing is left once these writes are done. */
  last: boolean;
}

/** What to write next for a cluster that is to go: its layers while its API answers, then the cluster. An imported one stays. */
export function decideDeletion(
  picture: Picture,
  options: {
    /** Layers that were not gone in time: they stay behind rather than block the deletion. */
    overdue: ReadonlySet<string>;
    /** The engine does not answer, and may still have time to. */
    waitForEngine: boolean;
  },
): DeletionDecision {
  const { observed, desired } = picture;
  const going = picture.engineLayers.filter(
    ({ name }) => !options.overdue.has(name),
  );
  const present = { ...picture, engineLayers: going };
  const wait: DeletionDecision = { writes: [], last: false };
  const prune = (layers: string[]): DeletionDecision => ({
    writes: layers.map(layer => ({
      type: 'layer-prune',
      layer,
      what: `prune/${layer}`,
    })),
    last: false,
  });
  const remove: Write = { type: 'provider-delete', what: 'delete' };

  // Whatever hangs is let go of, as often as it takes.
  if (observed && desired.forcedDeletion === 'finalizers') {
    return { writes: [remove], last: false };
  }
  if (observed?.apiReachable && !observed.deleting) {
    if (options.waitForEngine) {
      return wait;
    }
    if (going.length > 0) {
      return prune(nextPrunes(going, present));
    }
  }
  if (observed && !desired.observeOnly) {
    const told = observed.deleting && observed.revision === picture.revision;
    return told ? wait : { writes: [remove], last: false };
  }
  if (options.waitForEngine) {
    return wait;
  }
  // The cluster is gone: what is left are the engine's own records of it, and their order does not matter.
  return going.length > 0
    ? prune(going.map(({ name }) => name))
    : { writes: desired.observeOnly ? [] : [remove], last: true };
}
