import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { SourceError } from '../SourceError';

export interface UnpackLimits {
  /** Of all files together. */
  bytes: number;
  files: number;
  /** Folders within each other. */
  depth: number;
}

export const UNPACK_LIMITS: UnpackLimits = {
  bytes: 64 * 1024 * 1024,
  files: 5_000,
  depth: 24,
};

const FILES = ['File', 'OldFile', 'ContiguousFile'];
const FOLDERS = ['Directory', 'GNUDumpDir'];

/**
 * Files of a gzipped tar by path, in memory. What could land elsewhere when somebody else unpacks it is refused: links, paths that
 * lead out, a path twice. Errors: `SourceError`, `broken` or `too-large`.
 */
export async function unpack(
  bytes: Uint8Array,
  limits: UnpackLimits = UNPACK_LIMITS,
): Promise<Map<string, Buffer>> {
  const tar = await decompress(bytes, limits);
  const files = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({
      strict: true,
      onReadEntry: entry => {
        try {
          if (take(entry, files, limits)) {
            return;
          }
        } catch (error) {
          reject(error);
        }
        entry.resume();
      },
    });
    parser.on('end', resolve);
    parser.on('error', () =>
      reject(new SourceError('broken', 'The archive is no tar')),
    );
    parser.end(tar);
  });
  return files;
}

/** Whether it is a file, whose content then comes. */
function take(
  entry: ReadEntry,
  files: Map<string, Buffer>,
  limits: UnpackLimits,
): boolean {
  const path = safePath(entry.path, limits);
  if (FOLDERS.includes(entry.type)) {
    return false;
  }
  if (!FILES.includes(entry.type)) {
    throw new SourceError(
      'broken',
      `The archive holds '${path}', which is no file but of type ${entry.type}`,
    );
  }
  if (files.has(path)) {
    throw new SourceError('broken', `The archive holds '${path}' twice`);
  }
  if (files.size >= limits.files) {
    throw new SourceError(
      'too-large',
      `The archive holds more than ${limits.files} files`,
    );
  }
  const chunks: Buffer[] = [];
  files.set(path, Buffer.alloc(0));
  entry.on('data', chunk => chunks.push(chunk));
  entry.on('end', () => files.set(path, Buffer.concat(chunks)));
  return true;
}

function safePath(path: string, { depth }: UnpackLimits): string {
  const segments = path
    .replace(/\/+$/, '')
    .split('/')
    .filter((segment, index) => segment !== '.' || index > 0);
  if (
    path.startsWith('/') ||
    path.includes('\\') ||
    path.includes('\0') ||
    /^[A-Za-z]:/.test(path) ||
    segments.some(segment => ['', '.', '..'].includes(segment))
  ) {
    throw new SourceError(
      'broken',
      `The archive holds '${path.slice(0, 200)}', a path that may lead out of it`,
    );
  }
  if (segments.length > depth) {
    throw new SourceError(
      'too-large',
      `The archive holds folders nested more than ${depth} levels deep`,
    );
  }
  return segments.join('/');
}

async function decompress(
  bytes: Uint8Array,
  limits: UnpackLimits,
): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: limits.bytes });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? new SourceError(
          'too-large',
          `The archive has more than ${limits.bytes} bytes unpacked`,
        )
      : new SourceError('broken', 'The archive is not compressed with gzip');
  }
}
