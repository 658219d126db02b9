import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { PublishRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { fileDigests } from './fileDigests';
import { putBlob } from './operations/putBlob';
import { parseBundle, type BundleLimits } from './parseBundle';
import { pinSources } from './pinSources';
import { readBundle } from './readBundle';
import type { LayerRepositories } from './repositories/LayerRepositories';
import type { Bundle } from './types';

/** Brings a bundle in, refuses a broken one, and keeps every byte that a publication of it would name. */
export async function intakeBundle(
  request: PublishRequest,
  options: {
    knex: Knex;
    repositories: LayerRepositories;
    urlReader: UrlReaderService;
    limits: BundleLimits;
  },
): Promise<{ request: PublishRequest; bundle: Bundle }> {
  const { knex, repositories, limits } = options;
  const filled = await fill(request, options);
  const bundle = parseBundle(filled.bundle!, { limits, origin: filled.url });
  for (const content of bundle.files.values()) {
    await putBlob(knex, content);
  }
  const pins = pinSources(bundle.document.spec.layers, {
    files: fileDigests(bundle.files),
    repositories,
  });
  for (const { bytes } of pins) {
    await putBlob(knex, bytes);
  }
  return { request: filled, bundle };
}

async function fill(
  request: PublishRequest,
  options: { urlReader: UrlReaderService; limits: BundleLimits },
): Promise<PublishRequest> {
  const { bundle, url } = request;
  if ((bundle === undefined) === (url === undefined)) {
    throw new InputError(
      `/bundle: ${bundle ? 'bundle and url are both given' : 'neither bundle nor url is given'}; give one of the two`,
    );
  }
  if (url === undefined) {
    return request;
  }
  const read = await readBundle({ ...options, url });
  return {
    ...request,
    bundle: read.bundle,
    // the commit goes with the address, so that the origin says exactly what was read
    url: read.commit ? `${url.replace(/#.*$/, '')}#${read.commit}` : url,
  };
}
