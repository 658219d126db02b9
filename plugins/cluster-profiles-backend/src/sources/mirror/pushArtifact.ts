import { checkStatus } from '../checkStatus';
import { MANIFEST } from '../oci/mediaTypes';
import type { OciRegistry } from '../oci/OciRegistry';
import { SourceError } from '../SourceError';
import type { Artifact } from './composeArtifact';

/** Puts an artifact into a registry, unless it is there. The tag keeps registries from collecting it. Errors: `SourceError`. */
export async function pushArtifact(
  registry: OciRegistry,
  artifact: Artifact,
  options: { tag: string; signal?: AbortSignal },
): Promise<void> {
  const { tag, signal } = options;
  const what = `the manifest ${artifact.digest}`;
  const found = await registry.find(`manifests/${artifact.digest}`, {
    method: 'HEAD',
    headers: { accept: MANIFEST },
    what,
    signal,
  });
  if (found) {
    return;
  }
  for (const blob of artifact.blobs) {
    await pushBlob(registry, blob, { signal });
  }
  const response = await registry.send(registry.urlOf(`manifests/${tag}`), {
    method: 'PUT',
    headers: { 'content-type': MANIFEST },
    body: artifact.manifest,
    signal,
  });
  checkStatus(response, what);
  const digest = response.headers['docker-content-digest'];
  if (digest !== undefined && digest !== artifact.digest) {
    throw new SourceError(
      'broken',
      `${response.url.host} keeps ${what} under another digest`,
    );
  }
}

async function pushBlob(
  registry: OciRegistry,
  { digest, bytes }: Artifact['blobs'][number],
  { signal }: { signal?: AbortSignal },
): Promise<void> {
  const what = `the blob ${digest}`;
  const known = await registry.find(`blobs/${digest}`, {
    method: 'HEAD',
    what,
    signal,
  });
  if (known) {
    return;
  }
  const begun = await registry.send(registry.urlOf('blobs/uploads/'), {
    method: 'POST',
    body: Buffer.alloc(0),
    signal,
  });
  checkStatus(begun, 'an upload');
  const { location } = begun.headers;
  const url =
    location !== undefined && URL.canParse(location, begun.url)
      ? new URL(location, begun.url)
      : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new SourceError(
      'broken',
      `${begun.url.host} does not say where to upload to`,
    );
  }
  url.searchParams.set('digest', digest);
  const response = await registry.send(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    signal,
  });
  checkStatus(response, what);
}
