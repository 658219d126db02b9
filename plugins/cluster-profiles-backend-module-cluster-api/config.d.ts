export interface Config {
  clusterProfiles?: {
    clusterApi?: {
      /** Where Cluster API runs. Each needs exactly one of `kubeconfig`, `serviceAccount` or `url`. */
      managementClusters?: Array<{
        /** DNS label; `endpoint` of a target refers to it. */
        name: string;
        /** Commands that the kubeconfig names for credentials (`exec`) are run. */
        kubeconfig?: {
          /** Relative to where the backend runs. */
          file: string;
          /** The current one if absent. */
          context?: string;
        };
        /** Use the service account of the pod that the backend runs in. */
        serviceAccount?: boolean;
        /** Address of the API server, https only. */
        url?: string;
        /** With `url`: file with a bearer token; read again when it changes. */
        tokenFile?: string;
        /** With `url`: file with the certificates to trust, PEM; those of the system if absent. */
        caFile?: string;
        /** Seconds to wait for an answer, 1 to 300; 30 if absent. */
        requestTimeoutSeconds?: number;
      }>;
    };
    imported?: {
      /** Clusters that exist already and may be imported, whoever made them. Each needs exactly one of `kubeconfig`, `serviceAccount` or `url`. */
      clusters?: Array<{
        /** DNS label; what `source` of an import refers to. */
        name: string;
        /** Commands that the kubeconfig names for credentials (`exec`) are run. */
        kubeconfig?: {
          /** Relative to where the backend runs. */
          file: string;
          /** The current one if absent. */
          context?: string;
        };
        /** Use the service account of the pod that the backend runs in. */
        serviceAccount?: boolean;
        /** Address of the API server, https only. */
        url?: string;
        /** With `url`: file with a bearer token; read again when it changes. */
        tokenFile?: string;
        /** With `url`: file with the certificates to trust, PEM; those of the system if absent. */
        caFile?: string;
        /** Seconds to wait for an answer, 1 to 300; 30 if absent. */
        requestTimeoutSeconds?: number;
        /** Another way in, with exactly one of the same keys: the add-on engine gets its access there with it. Without it, register the cluster in the engine. */
        delivery?: {
          kubeconfig?: { file: string; context?: string };
          serviceAccount?: boolean;
          url?: string;
          tokenFile?: string;
          caFile?: string;
        };
      }>;
    };
  };
}
