import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Clusters as entities of the catalog. */
      clusterProfiles?: {
        /**
         * When all clusters are read again; every 10 minutes if absent. News arrive at once, as events.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Offers clusters whose API answers to the portal's Kubernetes plugin (cluster locator `catalog`).
         * Absent: clusters carry no `kubernetes.io/*` annotations.
         */
        kubernetes?: {
          /** Auth provider that the Kubernetes plugin uses, such as `oidc`, `aws` or `google`; `serviceAccount` is refused there. */
          authProvider: string;
          /** Auth provider that issues the tokens; for `oidc`. */
          oidcTokenProvider?: string;
        };
      };
    };
  };
}
