/** Counts over all clusters that the caller may see; each has its filter of the list. @public */
export interface FleetSummary {
  total: number;
  /** What `withIssues` finds. */
  withIssues: number;
  /** Whose provider does not answer. */
  unknown: number;
  drifted: number;
  /** A newer version of the main profile is published. */
  behind: number;
  /** On Kubernetes that upstream supports no more. */
  unsupported: number;
  /** Provisioning, updating or being deleted. */
  changing: number;
}
