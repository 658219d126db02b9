import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const profiles = join(__dirname, '../../examples/profiles');

/** An example profile as a proposer would upload it. */
export async function readExample(
  name: string,
  version: string,
): Promise<{ document: string; files: Record<string, string> }> {
  const folder = join(profiles, name, version);
  const files: Record<string, string> = {};
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && entry.name !== 'profile.yaml') {
      files[`.${path.slice(folder.length)}`] = await readFile(path, 'utf8');
    }
  }
  const document = await readFile(join(folder, 'profile.yaml'), 'utf8');
  return { document, files };
}
