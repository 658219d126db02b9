import { z } from 'zod/v3';

/** A place on the network that bytes come from or go to. */
export interface EndpointConfig {
  url: string;
  username?: string;
  password?: string;
  /** File with the certificates to trust instead of those of the system, PEM. */
  caFile?: string;
  /** Hosts of private networks and of this machine are fine. */
  allowPrivateAddresses: boolean;
  /** `oci://` without TLS. */
  plainHttp: boolean;
  /** For each answer; 30. */
  requestTimeoutSeconds: number;
}

/** Fields of an endpoint, but its address. */
export const endpointFields = {
  username: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  caFile: z.string().min(1).optional(),
  allowPrivateAddresses: z.boolean().default(false),
  plainHttp: z.boolean().default(false),
  requestTimeoutSeconds: z.number().min(1).max(300).default(30),
};

/** An address of one of the schemes. The value stays out of messages: it may hold a password. */
export const endpointUrl = (...schemes: string[]) =>
  z.string().refine(
    text => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return (
        url !== undefined &&
        schemes.includes(url.protocol) &&
        url.host !== '' &&
        !url.username &&
        !url.password &&
        !url.search &&
        !url.hash
      );
    },
    `must be ${schemes.map(scheme => `${scheme}//`).join(' or ')}host[:port][/path] without user and password`,
  );

/** Either both or none of user and password. */
export function hasWholeCredentials({
  username,
  password,
}: Pick<EndpointConfig, 'username' | 'password'>): boolean {
  return (username === undefined) === (password === undefined);
}

export const WHOLE_CREDENTIALS = {
  message: 'needs username and password, or neither',
};
