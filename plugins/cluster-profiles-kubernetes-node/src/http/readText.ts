import type { IncomingMessage } from 'node:http';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** The whole body. Errors: `ProviderRefusedError` past the limit, `ProviderUnreachableError` when it ends early. */
export async function readText(
  answer: IncomingMessage,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) {
        break;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ProviderUnreachableError(`the answer broke off (${code})`);
  }
  if (size > maxBytes) {
    answer.destroy();
    throw new ProviderRefusedError(
      `the answer is larger than ${Math.floor(maxBytes / 1024)} KiB`,
    );
  }
  return Buffer.concat(chunks).toString('utf8');
}
