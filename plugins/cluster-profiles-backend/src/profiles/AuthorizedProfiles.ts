import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  profileReadPermission,
  profileUsePermission,
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
import type { ClusterRow } from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import { listProfileResources } from './operations/listProfileResources';
import type { ProfilesService } from './ProfilesService';

type Options = { credentials: BackstageCredentials };

/** Reads profiles, with the caller's own credentials. Clusters that use them are named only where he may see those. */
export class AuthorizedProfiles {
  readonly #knex: Knex;
  readonly #gate: PermissionGate;
  readonly #profiles: ProfilesService;
  readonly #clusters: AuthorizedClusters;

  constructor(options: {
    knex: Knex;
    gate: PermissionGate;
    profiles: ProfilesService;
    clusters: AuthorizedClusters;
  }) {
    this.#knex = options.knex;
    this.#gate = options.gate;
    this.#profiles = options.profiles;
    this.#clusters = options.clusters;
  }

  async list(options: Options): Promise<ProfileSummary[]> {
    const [read, use] = await this.#decide(options);
    return (await this.#profiles.list(await this.#counted(options)))
      .filter(profile => read.allows(profile))
      .map(profile => withUse(profile, use));
  }

  /** Names of the profiles that the caller may see. */
  async names(options: Options): Promise<string[]> {
    const [read] = await this.#decide(options);
    return (await listProfileResources(this.#knex))
      .filter(profile => read.allows(profile))
      .map(({ name }) => name);
  }

  async get(name: string, options: Options): Promise<ProfileSummary> {
    const [read, use] = await this.#decide(options);
    const profile = await this.#profiles.get(
      name,
      await this.#counted(options),
    );
    if (!read.allows(profile)) {
      throw unknown(name);
    }
    return withUse(profile, use);
  }

  async getVersion(
    name: string,
    version: string,
    options: Options,
  ): Promise<ProfileVersionDetail> {
    await this.get(name, options);
    const detail = await this.#profiles.getVersion(name, version);
    return { ...detail, usedBy: await this.#visibleOf(detail.usedBy, options) };
  }

  async diff(
    query: { name: string; from: string; to: string },
    options: Options,
  ): Promise<ProfileDiff> {
    await this.get(query.name, options);
    return this.#profiles.diff(query.name, query.from, query.to);
  }

  async layersInUse(options: Options): Promise<LayerInUse[]> {
    const readable = new Set(
      (await this.list(options)).map(({ name }) => name),
    );
    const layers = await this.#profiles.layersInUse();
    const visible = new Set(
      await this.#visibleOf(
        [...new Set(layers.flatMap(({ clusters }) => clusters))],
        options,
      ),
    );
    return layers
      .map(layer => ({
        ...layer,
        profiles: layer.profiles.filter(({ name }) => readable.has(name)),
        clusters: layer.clusters.filter(name => visible.has(name)),
      }))
      .filter(({ profiles }) => profiles.length > 0);
  }

  /** Counts, too, tell only of clusters that the caller may see. */
  async #counted(
    options: Options,
  ): Promise<Parameters<ProfilesService['list']>[0]> {
    const decision = await this.#clusters.decide(options);
    return { visible: clusters => decision.narrow(clusters) };
  }

  async #visibleOf(names: string[], options: Options): Promise<string[]> {
    const decision = await this.#clusters.decide(options);
    const rows = await this.#knex<ClusterRow>('clusters')
      .whereIn('live_name', names)
      .andWhere(builder => decision.narrow(builder))
      .orderBy('name')
      .select('name');
    return rows.map(({ name }) => name);
  }

  async #decide(
    options: Options,
  ): Promise<[Decision<ProfileResource>, Decision<ProfileResource>]> {
    const ask = (permission: typeof profileReadPermission) =>
      this.#gate.decide({
        permission,
        resourceRef: profilePermissionResourceRef,
        credentials: options.credentials,
        grant: 'read',
      });
    return Promise.all([ask(profileReadPermission), ask(profileUsePermission)]);
  }
}

function withUse(
  profile: ProfileSummary,
  use: Decision<ProfileResource>,
): ProfileSummary {
  if (!use.allows(profile)) {
    return {
      ...profile,
      use: {
        allowed: false,
        reason: 'You may not use it',
      },
    };
  }
  return profile.latestVersion
    ? { ...profile, use: { allowed: true } }
    : {
        ...profile,
        use: { allowed: false, reason: 'No version of it is published' },
      };
}

function unknown(name: string): Error {
  return new NotFoundError(`There is no profile '${name}'`);
}
