import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const VERSIONS = resolve(__dirname, '../../examples/lab/profiles/lab-base');

/** A version of the example profile of the lab, as it is published: 1.0.0 with Kubernetes 1.34.1, or 1.1.0 with 1.35.0. */
export async function readLabProfile(version: '1.0.0' | '1.1.0') {
  const folder = join(VERSIONS, version);
  const classes = join(folder, 'cluster-api');
  const files: Record<string, string> = {};
  for (const file of await readdir(classes)) {
    files[`./cluster-api/${file}`] = await readFile(
      join(classes, file),
      'utf8',
    );
  }
  return {
    document: await readFile(join(folder, 'profile.yaml'), 'utf8'),
    files,
  };
}
