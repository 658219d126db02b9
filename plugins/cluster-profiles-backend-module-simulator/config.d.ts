export interface Config {
  clusterProfiles?: {
    simulator?: {
      /**
       * Seconds that each step of a simulated cluster takes, such as a machine that comes up; may be a fraction. 2 if absent;
       * with 0 everything completes the next time somebody looks.
       */
      secondsPerStep?: number;
      /**
       * Opens the routes that make the simulator fail, hang, drift, refuse and vanish. For demonstrations and tests only.
       */
      dangerouslyAllowMisbehaviour?: boolean;
    };
  };
}
