import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** Where the program is: as configured, or the first on the search path; undefined where there is none that can be run. */
export async function findHelm(
  configured?: string,
  searchPath: string = process.env.PATH ?? '',
): Promise<string | undefined> {
  const candidates = configured
    ? [resolve(configured)]
    : searchPath
        .split(delimiter)
        .filter(isAbsolute)
        .map(folder => join(folder, 'helm'));
  for (const candidate of candidates) {
    const runs = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) {
      return candidate;
    }
  }
  return undefined;
}
