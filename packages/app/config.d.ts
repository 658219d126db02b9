export interface Config {
  auth?: {
    providers?: {
      examples?: {
        /**
         * Who the sign-in page offers, example portal only.
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
