export interface Config {
  clusterProfiles?: {
    /**
     * Lets everybody who reaches the portal sign in as any example user, without a password. Nothing is registered unless it
     * is true. It opens the simulator's misbehaviour, too.
     */
    dangerouslyAllowExamples?: boolean;
  };
  auth?: {
    providers?: {
      /** Sign-in as an example user; for the example portal only. */
      examples?: {
        /**
         * The users, in the order of the sign-in page. Each must be in the catalog, which knows the groups.
         * @deepVisibility frontend
         */
        users?: Array<{
          /** Entity reference, such as `user:default/alice`. */
          ref: string;
          /** What the page calls the person. */
          title?: string;
          /** The heading that the person is listed under. */
          team: string;
          /** What the person does. */
          role?: string;
        }>;
      };
    };
  };
}
