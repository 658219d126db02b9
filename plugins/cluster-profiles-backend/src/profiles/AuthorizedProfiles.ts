import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  profileReadPermission,
  type LayerInUse,
  type ProfileDiff,
  type ProfileSummary,
  type ProfileVersionDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  profilePermissionResourceRef,
  type ProfileResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import type { ProfileVersionRow } from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import { createProfileDescriber } from './createProfileDescriber';
import {
  listVersionResources,
  namesOfProfiles,
  narrowVersions,
} from './operations/listProfileResources';
import { hideDocument, hideProfileDiff } from '../values/hideValues';
import type { ValueSight } from '../values/ValueSight';
import type { KnownProfile, ProfilesService } from './ProfilesService';

type Options = { credentials: BackstageCredentials };

/** Reads profiles, with the caller's own credentials. Clusters that use them are named only where he may see those. */
export class AuthorizedProfiles {
  readonly #knex: Knex;
  readonly #gate: PermissionGate;
  readonly #profiles: ProfilesService;
  readonly #clusters: AuthorizedClusters;
  readonly #config: ClusterProfilesConfig;
  readonly #sight: ValueSight;
  readonly #actor: (credentials: BackstageCredentials) => Promise<Actor>;

  constructor(options: {
    knex: Knex;
    gate: PermissionGate;
    profiles: ProfilesService;
    clusters: AuthorizedClusters;
    config: ClusterProfilesConfig;
    sight: ValueSight;
    actor(credentials: BackstageCredentials): Promise<Actor>;
  }) {
    this.#knex = options.knex;
    this.#gate = options.gate;
    this.#profiles = options.profiles;
    this.#clusters = options.clusters;
    this.#config = options.config;
    this.#sight = options.sight;
    this.#actor = options.actor;
  }

  async list(options: Options): Promise<ProfileSummary[]> {
    const known = await this.#profiles.list(await this.#seen(options));
    const describe = await this.#describer(options);
    return known.map(describe);
  }

  /** Names of the profiles that the caller may see. */
  async names(options: Options): Promise<string[]> {
    const { narrow } = await this.#read(options);
    return namesOfProfiles(this.#knex, narrow).orderBy('name').pluck('name');
  }

  async get(name: string, options: Options): Promise<ProfileSummary> {
    const known = await this.#known(name, options);
    const describe = await this.#describer(options);
    return describe(known);
  }

  async getVersion(
    name: string,
    version: string,
    options: Options,
  ): Promise<ProfileVersionDetail> {
    await this.#known(name, options);
    await this.#requireVersions(name, [version], options);
    const detail = await this.#profiles.getVersion(
      name,
      version,
      await this.#counted(options),
    );
    return (await this.mayReadValues([{ name, version }], options))
      ? detail
      : { ...detail, document: hideDocument(detail.document) };
  }

  async diff(
    query: { name: string; from: string; to: string },
    options: Options,
  ): Promise<ProfileDiff> {
    await this.#known(query.name, options);
    await this.#requireVersions(query.name, [query.from, query.to], options);
    const { name, from, to } = query;
    const diff = await this.#profiles.diff(name, from, to);
    const versions = [from, to].map(version => ({ name, version }));
    return (await this.mayReadValues(versions, options))
      ? diff
      : hideProfileDiff(diff);
  }

  /** Whether the caller may read the values of all these versions. */
  async mayReadValues(
    versions: ReadonlyArray<{ name: string; version: string }>,
    { credentials }: Options,
  ): Promise<boolean> {
    const decision = await this.#sight.ofProfiles(credentials);
    const found = await listVersionResources(this.#knex, rows =>
      rows.whereIn(
        'name',
        versions.map(({ name }) => name),
      ),
    );
    return found
      .filter(row =>
        versions.some(
          ({ name, version }) => name === row.name && version === row.version,
        ),
      )
      .every(row => decision.allows(row));
  }

  async layersInUse(options: Options): Promise<LayerInUse[]> {
    return this.#profiles.layersInUse(await this.#seen(options));
  }

  /** Throws `NotFoundError` for versions that the caller may not see, too. */
  async #requireVersions(
    name: string,
    versions: readonly string[],
    options: Options,
  ): Promise<void> {
    const { narrow } = await this.#read(options);
    const rows = this.#knex<ProfileVersionRow>('profile_versions').where({
      profile: name,
    });
    narrowVersions(this.#knex, rows, narrow);
    const readable = new Set(await rows.pluck('version'));
    for (const version of versions) {
      if (!readable.has(version)) {
        throw new NotFoundError(
          `There is no version ${version} of the profile '${name}'`,
        );
      }
    }
  }

  /** Names and counts tell only of clusters that the caller may see. */
  async #counted(
    options: Options,
  ): Promise<Parameters<ProfilesService['getVersion']>[2]> {
    const decision = await this.#clusters.decide(options);
    return { visible: clusters => decision.narrow(clusters) };
  }

  /** The same, and only versions that he may see; the profile and the version both count. */
  async #seen(
    options: Options,
  ): Promise<Parameters<ProfilesService['list']>[0]> {
    const { narrow } = await this.#read(options);
    return { ...(await this.#counted(options)), readable: narrow };
  }

  /** Throws `NotFoundError` for what the caller may not see, too. */
  async #known(name: string, options: Options): Promise<KnownProfile> {
    return this.#profiles.get(name, await this.#seen(options));
  }

  #read(options: Options): Promise<Decision<ProfileResource>> {
    return this.#gate.decide({
      permission: profileReadPermission,
      resourceRef: profilePermissionResourceRef,
      credentials: options.credentials,
      grant: 'read',
    });
  }

  #describer(
    options: Options,
  ): Promise<(known: KnownProfile) => ProfileSummary> {
    return createProfileDescriber({
      ...options,
      knex: this.#knex,
      gate: this.#gate,
      config: this.#config,
      actor: this.#actor,
    });
  }
}
