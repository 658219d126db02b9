import { crc32 } from 'node:zlib';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { BLOCK, tarHeader } from './tarHeader';

/** A gzipped tar of files by path. The same files always make the same bytes: sorted, not compressed. */
export function packFiles(files: ReadonlyMap<string, Uint8Array>): Buffer {
  const parts: Uint8Array[] = [];
  for (const [path, content] of [...files].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const header = tarHeader(path, content.length);
    if (!header) {
      throw new ProviderRefusedError(
        `The path '${path}' is too long for the archive that manifests are delivered in`,
      );
    }
    const padding = (BLOCK - (content.length % BLOCK)) % BLOCK;
    parts.push(header, content, Buffer.alloc(padding));
  }
  return store(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

const LONGEST = 0xffff;

/** Bytes as gzip that is not compressed: how well zlib compresses differs from one release to the next, this does not. */
function store(bytes: Buffer): Buffer {
  // No name, no time, of an unknown system.
  const parts = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])];
  for (let start = 0; start < bytes.length; start += LONGEST) {
    const block = bytes.subarray(start, start + LONGEST);
    const isLast = start + LONGEST >= bytes.length;
    const head = Buffer.alloc(5);
    head.writeUInt8(isLast ? 1 : 0, 0);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(LONGEST - block.length, 3);
    parts.push(head, block);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(bytes), 0);
  tail.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([...parts, tail]);
}
