import { Header } from 'tar';

/** Bytes. */
export const BLOCK = 512;

/** Of a file of a bundle in an archive: no times, no owners. Undefined where its path is too long for one. */
export function tarHeader(path: string, size: number): Buffer | undefined {
  const header = Buffer.alloc(BLOCK);
  const needsMore = new Header({
    path: path.replace(/^\.\//, ''),
    mode: 0o644,
    uid: 0,
    gid: 0,
    size,
    mtime: new Date(0),
    type: 'File',
  }).encode(header, 0);
  return needsMore ? undefined : header;
}
