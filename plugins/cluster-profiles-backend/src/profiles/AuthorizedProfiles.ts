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
import { listProfileResources } from './operations/listProfileResources';
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
    const read = await this.#read(options);
    const known = await this.#profiles.list(await this.#counted(options));
    const describe = await this.#describer(options);
    return known
      .filter(profile => read.allows(profile))
      .map(profile => describe(readable(profile, read)));
  }

  /** Names of the profiles that the caller may see. */
  async names(options: Options): Promise<string[]> {
    const read = await this.#read(options);
    return (await listProfileResources(this.#knex))
      .filter(profile => read.allows(profile))
      .map(({ name }) => name);
  }

  async get(name: string, options: Options): Promise<ProfileSummary> {
    const known = await this.#known(name, options);
    const describe = await this.#describer(options);
    return describe(readable(known, await this.#read(options)));
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
    const rows = await this.#knex<ProfileVersionRow>('profile_versions')
      .whereIn(
        'profile',
        versions.map(({ name }) => name),
      )
      .select(
        'profile as name',
        'version',
        'owner_ref as owner',
        'type',
        'lifecycle',
      );
    return rows
      .filter(row =>
        versions.some(
          ({ name, version }) => name === row.name && version === row.version,
        ),
      )
      .every(row => decision.allows(row));
  }

  async layersInUse(options: Options): Promise<LayerInUse[]> {
    const versions = await this.#readableVersions(options);
    const layers = await this.#profiles.layersInUse(
      await this.#counted(options),
    );
    return layers
      .map(layer => ({
        ...layer,
        profiles: layer.profiles.filter(({ name, version }) =>
          versions.has(`${name}@${version}`),
        ),
      }))
      .filter(({ profiles }) => profiles.length > 0);
  }

  /** Throws `NotFoundError` for versions that the caller may not see, too. */
  async #requireVersions(
    name: string,
    versions: readonly string[],
    options: Options,
  ): Promise<void> {
    const readableVersions = await this.#readableVersions(options);
    for (const version of versions) {
      if (!readableVersions.has(`${name}@${version}`)) {
        throw new NotFoundError(
          `There is no version ${version} of the profile '${name}'`,
        );
      }
    }
  }

  /** `NAME@VERSION` of what the caller may see; the profile and the version both count. */
  async #readableVersions(options: Options): Promise<Set<string>> {
    const read = await this.#read(options);
    const names = new Set(await this.names(options));
    const rows = await this.#knex<ProfileVersionRow>('profile_versions').select(
      'profile as name',
      'version',
      'owner_ref as owner',
      'type',
      'lifecycle',
    );
    return new Set(
      rows
        .filter(row => names.has(row.name) && read.allows(row))
        .map(({ name, version }) => `${name}@${version}`),
    );
  }

  /** Names and counts tell only of clusters that the caller may see. */
  async #counted(
    options: Options,
  ): Promise<Parameters<ProfilesService['list']>[0]> {
    const decision = await this.#clusters.decide(options);
    return { visible: clusters => decision.narrow(clusters) };
  }

  /** Throws `NotFoundError` for what the caller may not see, too. */
  async #known(name: string, options: Options): Promise<KnownProfile> {
    const read = await this.#read(options);
    const known = await this.#profiles.get(name, await this.#counted(options));
    if (!read.allows(known)) {
      throw unknown(name);
    }
    return known;
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

/** Versions count by their own lifecycle; the rest is said of the profile. */
function readable(
  profile: KnownProfile,
  read: Decision<ProfileResource>,
): KnownProfile {
  return {
    ...profile,
    versions: profile.versions.filter(({ lifecycle }) =>
      read.allows({ ...profile, lifecycle }),
    ),
  };
}

function unknown(name: string): Error {
  return new NotFoundError(`There is no profile '${name}'`);
}
