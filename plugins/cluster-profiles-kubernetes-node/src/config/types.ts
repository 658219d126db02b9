/** How to reach and be known to a management cluster. Paths are relative to where the backend runs. */
export type Connection =
  | { way: 'kubeconfig'; file: string; context?: string }
  /** The service account of the pod that the backend runs in. */
  | { way: 'serviceAccount' }
  | { way: 'url'; url: string; tokenFile: string; caFile?: string };

/** How to reach a cluster that Cluster API made, and be known to it: all of it stands here, nothing is run or looked up. */
export interface WorkloadConnection {
  way: 'workload';
  url: string;
  /** Certificates and keys are base64. */
  authority: string;
  token?: string;
  certificate?: string;
  key?: string;
}

/** An API server of the configuration. */
export interface PlaceConfig {
  name: string;
  connection: Connection;
  requestTimeoutSeconds: number;
}

/** How to reach an API that is not that of Kubernetes. */
export interface ApiConfig {
  url: string;
  tokenFile: string;
  caFile?: string;
  timeoutSeconds: number;
}
