export interface Config {
  clusterProfiles?: {
    /**
     * The software template that clusters are requested with, as an entity reference;
     * `template:default/request-cluster` if absent.
     * @visibility frontend
     */
    requestTemplate?: string;
  };
}
