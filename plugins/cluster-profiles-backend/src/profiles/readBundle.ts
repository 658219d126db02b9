import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { PublishRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { BundleLimits } from './parseBundle';
import { parseDocument } from './parseDocument';
import { refuseBundle } from './refuseBundle';
import { covers, fileReferences } from './rules/checkFiles';
import { validateDocument } from './validateDocument';

/** A bundle read at one commit. */
export interface ReadBundle {
  bundle: NonNullable<PublishRequest['bundle']>;
  /** Commit, or what the host gives in its place. */
  commit?: string;
}

/** Reads a profile document, and the files beside it that it refers to, through the portal's URL reader. */
export async function readBundle(options: {
  url: string;
  urlReader: UrlReaderService;
  limits: BundleLimits;
}): Promise<ReadBundle> {
  const { url, urlReader, limits } = options;
  const folder = folderOf(url);
  const { content, etag } = await answering(url, async () => {
    const response = await urlReader.readUrl(url);
    return { content: await response.buffer(), etag: response.etag };
  });
  const document = asText(content, url, limits);
  const references = fileReferences(
    validateDocument(parseDocument(document)),
  ).map(({ reference }) => reference);
  if (references.length === 0) {
    return { bundle: { document, files: {} }, commit: etag };
  }
  const wanted = (path: string) =>
    path === folder.document ||
    references.some(reference => covers(reference, `./${path}`));
  let bytes = 0;
  const { tree, unpacked } = await answering(folder.url, async () => {
    const answer = await urlReader.readTree(folder.url, {
      filter: (path, info) => {
        const take = wanted(path);
        bytes += take ? (info?.size ?? 0) : 0;
        // the rest is not even unpacked
        return take && bytes <= limits.bundleBytes;
      },
    });
    // the filter runs here, while the archive is unpacked
    return { tree: answer, unpacked: await answer.files() };
  });
  if (bytes > limits.bundleBytes) {
    refuseTooLarge(limits);
  }
  const files: Record<string, string> = {};
  for (const file of unpacked.filter(({ path }) => wanted(path))) {
    files[`./${file.path}`] = asText(await file.content(), file.path, limits);
  }
  const { [`./${folder.document}`]: atCommit, ...rest } = files;
  if (atCommit !== document) {
    throw new ConflictError(
      `/url: '${url}' changed while it was read; try again, or give the address of one commit`,
    );
  }
  return { bundle: { document, files: rest }, commit: tree.etag };
}

/** Hosts fail in many ways; what has no clear error of its own is about the address. */
async function answering<T>(url: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotAllowedError || error instanceof NotFoundError) {
      throw error;
    }
    throw new InputError(
      `/url: '${url}' cannot be read: ${isError(error) ? error.message : error}`,
    );
  }
}

/** Address of the folder, and name of the document in it. */
function folderOf(text: string): { url: string; document: string } {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new InputError(
      `/url: '${text.slice(0, 200)}' is no address; give that of the profile document`,
    );
  }
  const split = (path: string): [string, string] => {
    const slash = path.lastIndexOf('/');
    return [path.slice(0, slash), path.slice(slash + 1)];
  };
  const inQuery = url.searchParams.get('path');
  const [folder, document] = split(inQuery ?? url.pathname);
  if (inQuery === null) {
    url.pathname = folder;
  } else {
    url.searchParams.set('path', folder || '/');
  }
  return { url: url.toString(), document: decodeURIComponent(document) };
}

function asText(content: Buffer, place: string, limits: BundleLimits): string {
  if (content.length > limits.bundleBytes) {
    refuseTooLarge(limits);
  }
  const text = content.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(content)) {
    refuseBundle({
      code: 'not-text',
      path: '/url',
      message: `'${place}' is not UTF-8 text`,
      remedy: 'Refer to text files only',
    });
  }
  return text;
}

function refuseTooLarge(limits: BundleLimits): never {
  return refuseBundle({
    code: 'bundle-too-large',
    path: '/url',
    message: `The bundle has more than ${limits.bundleBytes} bytes`,
    remedy: 'Refer to fewer or smaller files',
  });
}
