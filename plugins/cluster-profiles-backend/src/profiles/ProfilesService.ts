import { NotFoundError } from '@backstage/errors';
import {
  checkKubernetesMove,
  kubernetesEndOfLife,
  upgradeCandidates,
  type LayerInUse,
  type ProfileDiff,
  type ProfileSummary,
  type ProfileVersion,
  type ProfileVersionDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { diffVersions } from './diffVersions';
import { countVersionUsers } from './operations/countVersionUsers';
import {
  getProfileVersion,
  getProfileVersions,
} from './operations/getProfileVersion';
import { listLayersInUse } from './operations/listLayersInUse';
import {
  labelsOfProfiles,
  type NarrowProfiles,
} from './operations/listProfileResources';
import {
  listVersionSummaries,
  type ListedVersion,
} from './operations/listVersionSummaries';
import { listVersionUsers } from './operations/listVersionUsers';

/** Which clusters count as users of a version. */
type Counted = Pick<
  NonNullable<Parameters<typeof countVersionUsers>[1]>,
  'visible'
>;

/** Which profiles and versions are there at all, too. */
type Seen = Counted & { readable?: NarrowProfiles };

/** A profile before it is said what the caller may do with it. */
export interface KnownProfile extends Omit<
  ProfileSummary,
  'use' | 'propose' | 'approvals'
> {
  /** Its newest version in state `published`, whole. */
  latest?: ProfileVersion;
  /** What permissions look at beside what is listed. */
  labels: Record<string, string>;
}

/** Reads published profiles. Who may see what is decided around it. */
export class ProfilesService {
  readonly #knex: Knex;
  readonly #endOfLife: Record<string, string>;

  constructor(options: {
    knex: Knex;
    /** Of Kubernetes minor versions. */
    endOfLife: Record<string, string>;
  }) {
    this.#knex = options.knex;
    this.#endOfLife = options.endOfLife;
  }

  /** All profiles by name. */
  async list(options: Seen = {}): Promise<KnownProfile[]> {
    const { readable, ...counted } = options;
    return this.#summarize(
      await listVersionSummaries(this.#knex, { readable }),
      counted,
    );
  }

  async get(name: string, options: Seen = {}): Promise<KnownProfile> {
    const { readable, ...counted } = options;
    const versions = await listVersionSummaries(this.#knex, {
      profile: name,
      readable,
    });
    if (versions.length === 0) {
      throw new NotFoundError(`There is no profile '${name}'`);
    }
    const [profile] = await this.#summarize(versions, {
      ...counted,
      profile: name,
    });
    return profile;
  }

  /** Reads the whole document of the newest version of each, and of no other. */
  async #summarize(
    listed: readonly ListedVersion[],
    options: Parameters<typeof countVersionUsers>[1],
  ): Promise<KnownProfile[]> {
    const byName = new Map<string, ListedVersion[]>();
    for (const version of listed) {
      const known = byName.get(version.profile) ?? [];
      byName.set(version.profile, known);
      known.push(version);
    }
    const newest = [...byName].flatMap(([profile, versions]) =>
      upgradeCandidates({ versions })
        .slice(0, 1)
        .map(version => ({ profile, version })),
    );
    const [whole, users, labels] = await Promise.all([
      getProfileVersions(this.#knex, newest),
      countVersionUsers(this.#knex, options),
      labelsOfProfiles(this.#knex, [...byName.keys()]),
    ]);
    return [...byName].map(([name, versions]) =>
      summarize(versions, {
        latest: whole.find(({ profile }) => profile === name),
        users,
        labels: labels.get(name) ?? {},
        endOfLife: this.#endOfLife,
      }),
    );
  }

  async getVersion(
    profile: string,
    version: string,
    options: Counted = {},
  ): Promise<ProfileVersionDetail> {
    return {
      ...(await this.#version(profile, version)),
      usedBy: await listVersionUsers(this.#knex, {
        ...options,
        profile,
        version,
      }),
    };
  }

  async diff(profile: string, from: string, to: string): Promise<ProfileDiff> {
    const before = await this.#version(profile, from);
    const after = await this.#version(profile, to);
    return {
      profile,
      from,
      to,
      ...diffVersions({ before, after }),
      ...(before.kubernetesVersion && after.kubernetesVersion
        ? kubernetesMove(before.kubernetesVersion, after)
        : { kubernetesPath: [], findings: [] }),
    };
  }

  async layersInUse(options: Seen = {}): Promise<LayerInUse[]> {
    return listLayersInUse(this.#knex, options);
  }

  async #version(profile: string, version: string): Promise<ProfileVersion> {
    const found = await getProfileVersion(this.#knex, { profile, version });
    if (!found) {
      throw new NotFoundError(
        `There is no version ${version} of the profile '${profile}'`,
      );
    }
    return found;
  }
}

function kubernetesMove(
  from: string,
  { document }: ProfileVersion,
): Pick<ProfileDiff, 'kubernetesPath' | 'findings'> {
  const { version: to, through } = document.spec.layers.find(
    ({ kind }) => kind === 'kubernetes',
  )!;
  const { path, findings } = checkKubernetesMove({ from, to, through });
  return { kubernetesPath: path, findings };
}

const UNUSED = { clusters: 0, leaving: 0 };

/** Versions of one profile, newest first. What lists say of the profile is what its newest usable version says. */
function summarize(
  versions: readonly ListedVersion[],
  {
    latest,
    users,
    labels,
    endOfLife,
  }: {
    latest?: ProfileVersion;
    labels: Record<string, string>;
    users: Awaited<ReturnType<typeof countVersionUsers>>;
    endOfLife: Record<string, string>;
  },
): KnownProfile {
  const latestVersion = latest?.version;
  const shown = latest ?? versions[0];
  return {
    name: shown.profile,
    ...(shown.title === undefined ? {} : { title: shown.title }),
    ...(shown.description === undefined
      ? {}
      : { description: shown.description }),
    type: shown.type,
    owner: shown.owner,
    lifecycle: shown.lifecycle,
    ...(latestVersion === undefined ? {} : { latestVersion }),
    versions: versions.map(version => ({
      version: version.version,
      digest: version.digest,
      state: version.state,
      lifecycle: version.lifecycle,
      kubernetesVersion: version.kubernetesVersion,
      kubernetesEndOfLife: kubernetesEndOfLife(
        version.kubernetesVersion,
        endOfLife,
      ),
      releaseNotes: version.releaseNotes,
      publishedAt: version.publishedAt,
      stateReason: version.stateReason,
      endOfLife: version.endOfLife,
      authors: version.authors,
      approvers: version.approvers,
      changeId: version.changeId,
      ...(users.get(`${version.profile}@${version.version}`) ?? UNUSED),
      layers: version.layers,
    })),
    latest,
    labels,
  };
}
