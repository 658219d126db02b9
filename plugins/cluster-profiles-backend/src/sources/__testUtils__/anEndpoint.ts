import type { SourceEndpoint } from '../types';

/** Of a server on this machine; never waits before it tries again. */
export function anEndpoint(
  url: string,
  overrides: Partial<SourceEndpoint> = {},
): SourceEndpoint {
  return {
    url,
    allowPrivateAddresses: true,
    plainHttp: true,
    timeoutSeconds: 5,
    pauses: [1, 1],
    ...overrides,
  };
}
