import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { StampedClass } from '../classes/types';
import type { KubernetesObject } from '../kubernetes';
import type { ControlPlaneVersions } from '../observe/gatherObjects';
import type { Authorities } from '../observe/readAuthority';
import { RecentMap } from './RecentMap';

/** A template that somebody deletes is noticed after this. */
const CLASS_SECONDS = 10;
const CLASSES = 100;
/** An authority that was renewed is noticed after this. */
const AUTHORITY_SECONDS = 600;
const AUTHORITIES = 20_000;

/** What is not asked for twice, by management cluster. Nothing depends on it: without it, everything is asked for again. */
export interface ProviderMemory {
  controlPlaneVersions: ControlPlaneVersions;
  authorities: Authorities;
  /** UIDs of clusters that were there: of these something may be left. */
  seen: Set<string>;
  /** The Cluster as the pass that this state belongs to has read it. A write says which one it means, so that an old one does no harm. */
  reads: WeakMap<DesiredState, { live?: KubernetesObject }>;
  /** Bundles by where they come from, as they are to be stamped. */
  bundles: RecentMap<StampedClass>;
  /** Classes that were made complete a moment ago, by namespace and name. */
  classes: RecentMap<Promise<KubernetesObject | undefined>>;
}

export function createMemory({ clock }: { clock: Clock }): ProviderMemory {
  const options = { clock, seconds: CLASS_SECONDS, limit: CLASSES };
  return {
    controlPlaneVersions: new Map(),
    authorities: new RecentMap({
      clock,
      seconds: AUTHORITY_SECONDS,
      limit: AUTHORITIES,
    }),
    seen: new Set(),
    reads: new WeakMap(),
    bundles: new RecentMap(options),
    classes: new RecentMap(options),
  };
}
