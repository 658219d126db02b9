import type { Permitted } from './change';

/** How fresh is what a provider tells about its clusters. @public */
export interface ProviderStatus {
  /** Key of the provider. */
  name: string;
  /** Names of the targets that it serves, as far as the caller may see clusters there. */
  targets: string[];
  /** Clusters that the caller may see. */
  clusters: number;
  /** Of those, how many it did not answer for when it was asked last. */
  unanswered: number;
  /**
   * `fresh`: it answered for all clusters lately; `stale`: for some of them it has not;
   * `unreachable`: it answers for none; `idle`: it has no cluster.
   */
  state: 'fresh' | 'stale' | 'unreachable' | 'idle';
  /** When it last answered. */
  answeredAt?: string;
  /** Why it does not answer, in words. */
  message?: string;
  /** Whether the caller may import clusters from one of its targets; if not, why. Absent where the provider cannot import. */
  import?: Permitted;
  /** Targets from which news comes late, because the provider cannot watch them now. */
  troubles: ProviderTrouble[];
}

/** Why news of the clusters on a target comes late. @public */
export interface ProviderTrouble {
  target: string;
  /** In words. */
  message: string;
  /** When the target was last heard of. */
  lastSeenAt?: string;
}
