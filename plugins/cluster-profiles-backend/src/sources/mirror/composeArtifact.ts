import {
  bytesDigest,
  canonicalJson,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  CHART_CONFIG,
  CHART_LAYER,
  EMPTY_CONFIG,
  FILES_LAYER,
  MANIFEST,
} from '../oci/mediaTypes';

/** What lies in a registry under one digest. */
export interface Artifact {
  manifest: Buffer;
  /** `sha256:…` of the manifest. */
  digest: string;
  blobs: Array<{ digest: string; bytes: Buffer }>;
}

const CONFIG = Buffer.from('{}');

/** The artifact of packed bytes. The same bytes always make the same digest. Pure. */
export function composeArtifact(
  kind: 'chart' | 'files',
  bytes: Buffer,
): Artifact {
  const config = blob(CONFIG);
  const layer = blob(bytes);
  const manifest = Buffer.from(
    canonicalJson({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: {
        mediaType: kind === 'chart' ? CHART_CONFIG : EMPTY_CONFIG,
        digest: config.digest,
        size: CONFIG.length,
      },
      layers: [
        {
          mediaType: kind === 'chart' ? CHART_LAYER : FILES_LAYER,
          digest: layer.digest,
          size: bytes.length,
        },
      ],
    }),
  );
  return { manifest, digest: blob(manifest).digest, blobs: [config, layer] };
}

function blob(bytes: Buffer): Artifact['blobs'][number] {
  return { digest: `sha256:${bytesDigest(bytes)}`, bytes };
}
