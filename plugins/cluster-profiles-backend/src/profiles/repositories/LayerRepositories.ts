import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  bytesDigest,
  canonicalJson,
  type PinnedSource,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import path from 'node:path';
import semver from 'semver';
import type {
  ChartRepositoryConfig,
  LayerRepositoryConfig,
} from '../../config/ClusterProfilesConfig';
import {
  readLibrary,
  type LibraryLayer,
  type LibraryVersion,
} from './readLibrary';

/** Where a choice stands, and why. */
export interface ChoiceState {
  state: 'allowed' | 'deprecated' | 'blocked';
  reason?: string;
}

/** One version of one layer of one repository. */
export interface LayerChoice {
  repository: string;
  name: string;
  version: string;
}

/** What a repository holds of a layer, whatever the version. */
export interface LayerOffer {
  layer: LibraryLayer;
  /** Absent when the repository does not know the version. */
  version?: LibraryVersion;
}

/** A pinned source with the bytes that its digest is of. */
export interface Pin {
  source: PinnedSource;
  bytes: Buffer;
}

/** A layer repository as it is listed. */
export interface LayerRepositoryListItem {
  name: string;
  type: LayerRepositoryConfig['type'];
  layers: Array<
    Omit<LibraryLayer, 'files' | 'versions'> & {
      versions: Array<LibraryVersion & ChoiceState>;
    }
  >;
}

/** Name under which a repository knows the source of a layer. */
export function sourceName(
  layer: Pick<ProfileLayer, 'name' | 'source'>,
): string {
  return layer.source?.chart ?? layer.source?.image ?? layer.name;
}

interface Repository {
  config: LayerRepositoryConfig;
  layers: Map<string, LibraryLayer>;
}

/** The configured layer repositories, read once at start. */
export class LayerRepositories {
  readonly #repositories: ReadonlyMap<string, Repository>;

  private constructor(repositories: ReadonlyMap<string, Repository>) {
    this.#repositories = repositories;
  }

  /** Reads all of them; a broken one is an `InputError` that names file and field. */
  static async create(options: {
    repositories: LayerRepositoryConfig[];
  }): Promise<LayerRepositories> {
    const repositories = new Map<string, Repository>();
    for (const config of options.repositories) {
      if (config.type !== 'library') {
        repositories.set(config.name, { config, layers: new Map() });
        continue;
      }
      const folder =
        config.path === undefined
          ? resolvePackagePath(
              '@cluster-profiles/plugin-cluster-profiles-backend',
              'library',
            )
          : path.resolve(config.path);
      repositories.set(config.name, {
        config,
        layers: await readLibrary(folder),
      });
    }
    return new LayerRepositories(repositories);
  }

  names(): string[] {
    return [...this.#repositories.keys()];
  }

  /** A repository on the network, whose charts are known once they are fetched. */
  remote(name: string): ChartRepositoryConfig | undefined {
    const config = this.#repositories.get(name)?.config;
    return config && config.type !== 'library' ? config : undefined;
  }

  find(choice: LayerChoice): LayerOffer | undefined {
    const layer = this.#repositories
      .get(choice.repository)
      ?.layers.get(choice.name);
    return (
      layer && {
        layer,
        version: layer.versions.find(
          ({ version }) => version === choice.version,
        ),
      }
    );
  }

  /** The first matching entry of `choices`, else the state of the repository. */
  stateOf(choice: LayerChoice): ChoiceState {
    const config = this.#repositories.get(choice.repository)?.config;
    if (!config) {
      return { state: 'blocked', reason: 'The repository is not configured' };
    }
    const entry = config.choices.find(
      ({ layer, versions }) =>
        layer === choice.name &&
        (versions === undefined ||
          versions === choice.version ||
          semver.satisfies(choice.version, versions, {
            loose: true,
            includePrerelease: true,
          })),
    );
    if (!entry) {
      return { state: config.state };
    }
    return {
      state: entry.state,
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    };
  }

  /**
   * The bytes that a layer stands for: the entry of that version with its schema and presets. They change with what the
   * repository says, whereas a published version keeps those that it was pinned to.
   */
  pin(layer: ProfileLayer): Pin {
    const { source } = layer;
    const choice = {
      repository: source?.repository ?? '',
      name: sourceName(layer),
      version: layer.version,
    };
    const offer = this.find(choice);
    if (!source || !offer?.version) {
      throw new NotFoundError(
        `The layer repository '${choice.repository}' has no '${choice.name}' ${choice.version}`,
      );
    }
    const { name, kind, category, files } = offer.layer;
    const bytes = Buffer.from(
      canonicalJson({ name, kind, category, ...offer.version, files }),
      'utf8',
    );
    return {
      source: {
        layer: layer.name,
        source,
        address: `${choice.repository}:${name}@${choice.version} (${describe(offer.version.upstream)})`,
        sha256: bytesDigest(bytes),
      },
      bytes,
    };
  }

  list(): LayerRepositoryListItem[] {
    return [...this.#repositories.values()].map(({ config, layers }) => ({
      name: config.name,
      type: config.type,
      layers: [...layers.values()].map(({ files, ...layer }) => ({
        ...layer,
        versions: layer.versions.map(version => ({
          ...version,
          ...this.stateOf({
            repository: config.name,
            name: layer.name,
            version: version.version,
          }),
        })),
      })),
    }));
  }
}

function describe(upstream: LibraryVersion['upstream']): string {
  const { type, url, chart, version, image } = upstream;
  return [type, image ?? url, chart, version]
    .filter(part => part !== undefined)
    .join(' ');
}
