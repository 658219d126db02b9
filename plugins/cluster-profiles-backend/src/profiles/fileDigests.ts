import {
  bytesDigest,
  type FileDigests,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** SHA-256 of each file by path, sorted. */
export function fileDigests(files: ReadonlyMap<string, Buffer>): FileDigests {
  return Object.fromEntries(
    [...files]
      .map(([path, content]): [string, string] => [path, bytesDigest(content)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
