import type { ProfileDocument } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LibraryLayer } from '../repositories/readLibrary';
import type { ChartRepositoryConfig } from '../../config/ClusterProfilesConfig';
import type { CheckedProfile } from '../rules/ProfileRule';

/** A small sound profile, fresh at each call. */
export function exampleDocument(
  change: (document: ProfileDocument) => void = () => {},
): ProfileDocument {
  const helm = (chart: string) =>
    ({ type: 'helm', repository: 'library', chart }) as const;
  const document: ProfileDocument = {
    apiVersion: 'clusterprofiles.io/v1alpha1',
    kind: 'ClusterProfile',
    metadata: { name: 'base', title: 'Base' },
    spec: {
      type: 'full-stack',
      owner: 'group:default/platform',
      lifecycle: 'production',
      version: '1.0.0',
      parameters: {
        type: 'object',
        properties: {
          workers: { type: 'integer', minimum: 1, default: 3 },
        },
      },
      nodePools: {
        controlPlane: { replicas: 3 },
        workers: [{ name: 'general', replicas: '${{ parameters.workers }}' }],
      },
      layers: [
        {
          name: 'ubuntu',
          kind: 'os',
          version: '24.04.3',
          source: { type: 'image', repository: 'library', image: 'ubuntu' },
        },
        { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
        {
          name: 'cilium',
          kind: 'network',
          version: '1.18.3',
          source: helm('cilium'),
          values: { replicas: 2 },
        },
        {
          name: 'rook',
          kind: 'storage',
          version: '1.18.6',
          source: helm('rook'),
          dependsOn: ['cilium'],
        },
        {
          name: 'ingress',
          kind: 'addon',
          category: 'ingress',
          version: '4.13.3',
          source: helm('ingress'),
          dependsOn: ['cilium'],
          constraints: { kubernetes: '>=1.31 <1.37' },
        },
      ],
    },
  };
  change(document);
  return document;
}

const LIBRARY: Record<string, Partial<LibraryLayer>> = {
  ubuntu: { kind: 'os', versions: [version('24.04.3')] },
  cilium: {
    kind: 'network',
    versions: [version('1.18.3', '>=1.30 <1.36'), version('1.18.4')],
    valuesSchema: {
      type: 'object',
      properties: {
        replicas: { type: 'integer' },
        mode: { anyOf: [{ type: 'boolean' }, { type: 'integer' }] },
      },
    },
  },
  rook: { kind: 'storage', versions: [version('1.18.6')] },
  ingress: { kind: 'addon', versions: [version('4.13.3')] },
};

function version(text: string, kubernetes?: string) {
  return {
    version: text,
    upstream: { type: 'release' as const, url: 'https://example.com' },
    ...(kubernetes ? { kubernetes } : {}),
  };
}

/** The profile as rules see it, with one repository `library`, and what `remote` is. */
export function exampleCheckedProfile(
  change: (profile: {
    document: ProfileDocument;
    files: Set<string>;
    stateOf: CheckedProfile['repositories']['stateOf'];
    remote?: ChartRepositoryConfig;
  }) => void = () => {},
): CheckedProfile {
  const profile = {
    document: exampleDocument(),
    files: new Set<string>(),
    stateOf: (() => ({
      state: 'allowed',
    })) as CheckedProfile['repositories']['stateOf'],
    remote: undefined as ChartRepositoryConfig | undefined,
  };
  change(profile);
  const { remote } = profile;
  return {
    document: profile.document,
    files: profile.files,
    repositories: {
      names: () => ['library', ...(remote ? [remote.name] : [])],
      remote: name => (name === remote?.name ? remote : undefined),
      find: choice => {
        const layer = LIBRARY[choice.name];
        return layer && choice.repository === 'library'
          ? {
              layer: { name: choice.name, ...layer } as LibraryLayer,
              version: layer.versions?.find(v => v.version === choice.version),
            }
          : undefined;
      },
      stateOf: profile.stateOf,
    },
  };
}
