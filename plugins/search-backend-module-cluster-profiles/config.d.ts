import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Profiles, clusters and changes among the search results. */
      clusterProfiles?: {
        /** When they are indexed; every 10 minutes if absent, for the first time 3 seconds after the start. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Catalog entities of clusters and published profiles are found, too. Absent or false: each is found once, as the
         * cluster or profile that it is.
         */
        keepEntities?: boolean;
      };
    };
  };
}
