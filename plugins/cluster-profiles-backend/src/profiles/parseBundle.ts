import {
  jsonPointer,
  type PublishRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import { parseDocument } from './parseDocument';
import { refuseBundle } from './refuseBundle';
import type { Bundle } from './types';
import { validateDocument } from './validateDocument';

export type BundleLimits = Pick<
  ClusterProfilesConfig['limits'],
  'bundleBytes' | 'bundleFiles'
>;

const MAX_PATH = 255;

/** A bundle as it was sent, checked in form: what it refers to and whether it makes sense is `checkProfile`'s. */
export function parseBundle(
  bundle: NonNullable<PublishRequest['bundle']>,
  options: { limits: BundleLimits; origin?: string },
): Bundle {
  const { limits, origin } = options;
  if (typeof bundle.document !== 'string') {
    refuseBundle({
      code: 'no-document',
      path: '/document',
      message: 'The bundle has no profile document',
      remedy: 'Send the YAML as a text',
    });
  }
  const entries = Object.entries(bundle.files ?? {});
  if (entries.length > limits.bundleFiles) {
    refuseBundle({
      code: 'too-many-files',
      path: '/files',
      message: `The bundle has ${entries.length} files, at most ${limits.bundleFiles} are allowed`,
      remedy: 'Leave out what the profile does not refer to',
    });
  }
  checkSize(bundle.document, entries, limits);
  const files = new Map<string, Buffer>();
  for (const [path, content] of entries) {
    checkPath(path);
    files.set(path, Buffer.from(content, 'utf8'));
  }
  return {
    document: validateDocument(parseDocument(bundle.document)),
    files,
    ...(origin === undefined ? {} : { origin }),
  };
}

function checkSize(
  document: string,
  entries: Array<[string, unknown]>,
  limits: BundleLimits,
): void {
  let bytes = Buffer.byteLength(document);
  for (const [path, content] of entries) {
    if (typeof content !== 'string') {
      refuseBundle({
        code: 'bad-file',
        path: jsonPointer('/files', path),
        message: `The file '${path.slice(0, MAX_PATH)}' has no content`,
        remedy: 'Send the content as a text',
      });
    }
    bytes += Buffer.byteLength(content);
  }
  if (bytes > limits.bundleBytes) {
    refuseBundle({
      code: 'bundle-too-large',
      path: '/files',
      message: `The bundle has ${bytes} bytes, at most ${limits.bundleBytes} are allowed`,
      remedy: 'Leave out what the profile does not refer to',
    });
  }
}

/** Paths start with `./`, go down only, and hold nothing that a file system reads otherwise. */
function checkPath(path: string): void {
  const [root, ...segments] = path.split('/');
  const sound =
    root === '.' &&
    path.length <= MAX_PATH &&
    segments.length > 0 &&
    segments.every(
      segment =>
        /^[A-Za-z0-9._@+-]+$/.test(segment) && !/^\.{1,2}$/.test(segment),
    );
  if (!sound) {
    refuseBundle({
      code: 'bad-path',
      path: jsonPointer('/files', path.slice(0, MAX_PATH)),
      message: `The path ${JSON.stringify(path.slice(0, MAX_PATH))} is not a path inside the bundle`,
      remedy:
        'Use ./folder/file with letters, digits and . _ @ + - only, without ..',
    });
  }
}
