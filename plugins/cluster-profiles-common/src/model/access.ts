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
  /** Those of the roles that a policy wants approved first, by a change of kind `access`. */
  byApproval?: AccessRole[];
  /** What the caller was granted and has not ended, the longest first; it covers lesser roles, too. */
  granted?: AccessGrant[];
  /** What the caller asked for and nobody has decided yet, the latest first. */
  pending?: PendingAccess[];
}

/** An approved access that has not ended. @public */
export interface AccessGrant {
  /** Id of the change. */
  change: string;
  role: AccessRole;
  until: string;
}

/** @public */
export interface PendingAccess {
  /** Id of the change. */
  change: string;
  role: AccessRole;
  hours: number;
  state: 'planning' | 'awaiting-approval' | 'stale';
  stateReason?: string;
}

/** Credentials of a cluster that end by themselves. Kept nowhere: whoever loses them asks again. @public */
export interface ClusterAccess {
  cluster: string;
  role: AccessRole;
  expiresAt: string;
  /** YAML. */
  kubeconfig: string;
}
