/** What a short-lived access to a cluster may do there: the roles that Kubernetes ships under these names. @public */
export type AccessRole = 'view' | 'edit' | 'admin';

/** In ascending order. @public */
export const ACCESS_ROLES: readonly AccessRole[] = ['view', 'edit', 'admin'];

/** No access lasts longer. @public */
export const MAX_ACCESS_HOURS = 8;

/** @public */
export interface AccessRequest {
  role: AccessRole;
  /** 1 to `MAX_ACCESS_HOURS`; 1 if absent. */
  hours?: number;
}

/** What the caller may ask for. @public */
export interface AccessOffer {
  roles: AccessRole[];
  /** Why there is none, and what helps. */
  reason?: string;
}

/** Credentials of a cluster that end by themselves. Kept nowhere: whoever loses them asks again. @public */
export interface ClusterAccess {
  cluster: string;
  role: AccessRole;
  expiresAt: string;
  /** YAML. */
  kubeconfig: string;
}
