import type { IncomingMessage } from 'node:http';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';

/** One text for each line of an endless body; empty lines are left out. Errors: `ProviderUnreachableError`. */
export async function* readLines(
  answer: IncomingMessage,
  maxBytes: number,
): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(answer)) {
    let start = 0;
    for (
      let end = chunk.indexOf(10);
      end >= 0;
      end = chunk.indexOf(10, start)
    ) {
      parts.push(chunk.subarray(start, end));
      const line = Buffer.concat(parts).toString('utf8').trim();
      parts = [];
      size = 0;
      start = end + 1;
      if (line) {
        yield line;
      }
    }
    parts.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > maxBytes) {
      throw new ProviderUnreachableError(
        `an event is larger than ${Math.floor(maxBytes / 1024)} KiB`,
      );
    }
  }
}

async function* chunksOf(answer: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* answer as AsyncIterable<Buffer>;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ProviderUnreachableError(`the stream broke off (${code})`);
  }
}
