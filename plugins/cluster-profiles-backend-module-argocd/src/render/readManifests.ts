import { isJsonObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** What Argo CD reads of a folder. */
const MANIFEST = /\.(ya?ml|json)$/;

/** The files of a layer as one text of YAML documents, by path, each under its name as helm tells it. JSON is YAML. Errors: as `SourceBytes.read`. */
export async function readManifests(
  sha256: string,
  options: {
    bytes: SourceBytes;
    /** Of all of them. */
    limit: number;
  },
): Promise<string> {
  const { bytes, limit } = options;
  const digests: unknown = JSON.parse(await readText(sha256, bytes));
  const parts: string[] = [];
  let size = 0;
  for (const [path, digest] of isJsonObject(digests)
    ? Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1))
    : []) {
    if (MANIFEST.test(path)) {
      const text = await readText(String(digest), bytes);
      size += text.length;
      if (size > limit) {
        throw new ProviderRefusedError(
          `its files are more than ${Math.round(limit / 1_000_000)} MB`,
        );
      }
      parts.push(`# Source: ${path}\n${text}`);
    }
  }
  return parts.join('\n---\n');
}

async function readText(sha256: string, bytes: SourceBytes): Promise<string> {
  return Buffer.from(await bytes.read(sha256)).toString('utf8');
}
