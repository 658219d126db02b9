import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Streams texts as they come, and no faster than they are taken. Whoever leaves early ends it. */
export async function sendLines(
  response: Response,
  lines: AsyncIterable<string>,
): Promise<void> {
  try {
    await pipeline(Readable.from(lines), response);
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE'
    ) {
      throw error;
    }
  }
}

/** One JSON value a line. */
export async function* toJsonLines(
  values: AsyncIterable<unknown>,
): AsyncGenerator<string> {
  for await (const value of values) {
    yield `${JSON.stringify(value)}\n`;
  }
}
