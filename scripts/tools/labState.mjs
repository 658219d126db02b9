import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cache, root } from './paths.mjs';

/** Labs of other checkouts are none of ours. */
const labs = join(
  cache,
  'labs',
  createHash('sha256').update(root).digest('hex').slice(0, 8),
);

export const folderOfLab = name => join(labs, name);

/** Names of the labs that were started here. */
export const listLabs = () => readdir(labs).catch(() => []);

/** What is known of the lab with this name, which may have ended meanwhile. */
export async function readLab(name) {
  const text = await readFile(
    join(folderOfLab(name), 'lab.json'),
    'utf8',
  ).catch(() => undefined);
  return text && JSON.parse(text);
}

/** At once, so that no process is started and forgotten. */
export function saveLab(lab) {
  const file = join(lab.folder, 'lab.json');
  writeFileSync(`${file}.new`, JSON.stringify(lab, null, 2), { mode: 0o600 });
  // Who reads it meanwhile finds a whole file.
  renameSync(`${file}.new`, file);
}
