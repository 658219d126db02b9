import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** One object of an Application, as Argo CD compares it. */
export interface ManagedResource {
  kind: string;
  namespace?: string;
  name: string;
  /** What the cluster has; undefined where it has nothing. */
  live?: KubernetesObject;
  /** What the chart makes; undefined where it makes nothing of the kind. */
  target?: KubernetesObject;
  /** What Argo CD compares: what would be after a sync, and what is, without what it ignores. */
  predicted?: KubernetesObject;
  normalized?: KubernetesObject;
}

/** Names one or more objects of an Application. */
export interface ResourceSelection {
  kind: string;
  group?: string;
  namespace?: string;
  name?: string;
}
