import type { Convergence } from './converge';
import type { LoadedCluster } from './loadCluster';
import type { Standing } from './types';

/** What one pass came to, before it is recorded. */
export interface Pass {
  loaded: LoadedCluster;
  standing: Standing;
  /** Absent when nothing was decided. */
  convergence?: Convergence;
  /** When drift that is there is to be corrected again; ISO. */
  correctsAt?: string;
  /** To be thrown once the rest is stored, so that the pass comes round with back-off. */
  error?: unknown;
}
