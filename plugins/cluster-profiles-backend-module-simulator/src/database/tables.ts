/** Rows as the migrations define them. */

export interface ClusterRow {
  uid: string;
  name: string;
  instance_id: string;
  revision: number;
  state: string | null;
  version: number;
  updated_at: string;
}

export interface OperationRow {
  id: number;
  cluster_uid: string;
  operation: string;
  subject: string;
  idempotency_key: string;
  revision: number;
  requested: number;
  effective: number;
  first_at: string;
  last_at: string;
}

export interface MisbehaviourRow {
  id: string;
  kind: string;
  cluster: string | null;
  target: string | null;
  layer: string | null;
  message: string | null;
  remaining: number | null;
  created_at: string;
}
