import type { JsonObject } from '@backstage/types';
import type { MaintenanceWindow } from './policy';

/** @public */
export type Stage = 'development' | 'staging' | 'production';

/** A place where clusters can run, from the configuration. Holds references to credentials, never credentials. @public */
export interface Target {
  name: string;
  title?: string;
  description?: string;
  /** Key of a registered `ClusterProvider`. */
  provider: string;
  /** Key of a registered `AddOnEngine`; absent: the one with the provider's key. */
  addOnEngine?: string;
  region: string;
  stage: Stage;
  labels: Record<string, string>;
  endpoint?: string;
  namespace?: string;
  variables: JsonObject;
  /** Name of the secret that the provider reads by itself. */
  credentials?: string;
  limits?: {
    clusters?: number;
    nodesPerCluster?: number;
    /** Of all clusters together. */
    nodes?: number;
  };
  /** What runs there is changed only while one of them is open; at any time if absent. */
  windows?: MaintenanceWindow[];
}

/** The part of a target that is written to a cluster, as it stood when the change was planned. @public */
export type TargetSnapshot = Pick<
  Target,
  | 'name'
  | 'provider'
  | 'addOnEngine'
  | 'region'
  | 'stage'
  | 'labels'
  | 'endpoint'
  | 'namespace'
  | 'variables'
  | 'credentials'
>;
