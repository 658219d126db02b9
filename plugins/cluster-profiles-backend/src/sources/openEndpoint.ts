import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import type { EndpointConfig } from '../config/endpointConfig';
import type { SourceEndpoint } from './types';

/** An endpoint with the certificates that its file holds now. Errors: `InputError` where the file cannot be read. */
export async function openEndpoint(
  { caFile, requestTimeoutSeconds, ...endpoint }: EndpointConfig,
  options: Pick<SourceEndpoint, 'pauses'> = {},
): Promise<SourceEndpoint> {
  return {
    ...endpoint,
    ...options,
    timeoutSeconds: requestTimeoutSeconds,
    ...(caFile === undefined ? {} : { ca: await readCa(caFile) }),
  };
}

async function readCa(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `The certificates in '${file}' cannot be read; correct caFile`,
      error,
    );
  }
}
