export interface Config {
  clusterProfiles?: {
    argocd?: {
      /** Where Argo CD runs. Each needs exactly one of `kubeconfig`, `serviceAccount` or `url`. */
      instances?: Array<{
        /** DNS label. */
        name: string;
        /** Of its Applications; `argocd` if absent. */
        namespace?: string;
        /** Targets that it serves; all that no other instance names if absent. */
        targets?: string[];
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
        /**
         * API of Argo CD itself (argocd-server), asked for the fields that differ and who wrote them; without it only the names of
         * objects that drifted are known.
         */
        api?: {
          /** https only. */
          url: string;
          /** File with the token of an account that may `get` applications; read again when it changes. */
          tokenFile: string;
          /** File with the certificates to trust, PEM; those of the system if absent. */
          caFile?: string;
        };
        /** Seconds to wait for an answer, 1 to 300; 30 if absent. */
        requestTimeoutSeconds?: number;
      }>;
      /** The helm program, 3.16 or later, that shows in plans what charts bring. */
      helm?: {
        /** Relative to where the backend runs; the first `helm` on the search path (`PATH`) if absent. */
        path?: string;
        /**
         * What clusters serve beside Kubernetes' own kinds and what their layers define, as charts ask for it, such as
         * `monitoring.coreos.com/v1` and `monitoring.coreos.com/v1/ServiceMonitor`.
         */
        apiVersions?: string[];
      };
      /** Where Argo CD reaches a layer repository at another address than the portal does, `clusterProfiles.repositories[].url`. */
      repositories?: Array<{
        /** Name of the layer repository that profiles refer to. */
        name: string;
        /** Of a Helm repository, `https://…`, or of an OCI registry and folder, `oci://…`. */
        url: string;
      }>;
    };
  };
}
