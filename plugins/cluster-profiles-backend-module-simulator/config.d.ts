export interface Config {
  clusterProfiles?: {
    /**
     * Opens the routes that make the simulator fail, hang, drift, refuse and vanish, and the sign-in as an example user. For
     * demonstrations and tests only.
     */
    dangerouslyAllowExamples?: boolean;
    simulator?: {
      /**
       * Seconds that each step of a simulated cluster takes, such as a machine that comes up; may be a fraction. 2 if absent;
       * with 0 everything completes the next time somebody looks.
       */
      secondsPerStep?: number;
    };
  };
}
