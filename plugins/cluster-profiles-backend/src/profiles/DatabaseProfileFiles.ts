import { ConflictError, NotFoundError } from '@backstage/errors';
import type { DesiredProfile } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileFiles } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { getBlob } from './operations/getBlob';
import { getProfileVersion } from './operations/getProfileVersion';
import { covers } from './rules/checkFiles';

/** Files of published versions, by the digest that was approved. */
export class DatabaseProfileFiles implements ProfileFiles {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async read(
    profile: Pick<DesiredProfile, 'name' | 'version' | 'digest'>,
    path: string,
  ): Promise<Array<{ path: string; content: string }>> {
    const label = `${profile.name} ${profile.version}`;
    const version = await getProfileVersion(this.#knex, {
      profile: profile.name,
      version: profile.version,
    });
    if (version?.digest !== profile.digest) {
      throw new ConflictError(
        `${label} with digest ${profile.digest} is not published here; plan the change again`,
      );
    }
    const found = Object.entries(version.files)
      .filter(([file]) => covers(path, file))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (found.length === 0) {
      throw new NotFoundError(
        `The bundle of ${label} has no file ${path}; publish a version that has it`,
      );
    }
    const files: Array<{ path: string; content: string }> = [];
    for (const [file, sha256] of found) {
      const content = await getBlob(this.#knex, sha256);
      files.push({ path: file, content: content.toString('utf8') });
    }
    return files;
  }
}
