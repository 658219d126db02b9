/**
 * How an add-on engine gets to a cluster. It is handed from the provider to the engine, which keeps it where it belongs; it is never
 * stored by the portal, logged, or put into an error.
 *
 * @public
 */
export interface DeliveryAccess {
  /** Address of the API, `https://…`. */
  server: string;
  /** Certificates to trust, PEM. */
  certificateAuthority: string;
  /** Bearer token that ends by itself. */
  token: string;
  /** When it does. */
  expiresAt: string;
}

/** What an engine keeps of a cluster that was registered with it. @public */
export interface Registration {
  registeredAt: string;
  /** From then on it is registered anew, before what it has ends. */
  renewAt: string;
}
