import type { Permitted } from './change';

/** A cluster that exists already on a target, made by others. @public */
export interface ImportableCluster {
  /** What it is called there; the `source` of an import. */
  source: string;
  /** Such as `1.33.1`; absent where only a closer look tells. */
  kubernetesVersion?: string;
  /** Whether it could be imported as far as a list tells; if not, why. */
  import: Permitted;
}

/** Clusters of a target that could be imported. @public */
export interface ImportableClusters {
  /** False where the provider cannot list what is there, so that one has to know its name. */
  listed: boolean;
  /** In the order of the provider, at most 200. */
  items: ImportableCluster[];
  /** There are more of them than are listed. */
  more: boolean;
}
