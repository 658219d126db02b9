import type {
  ProfileDocument,
  PublishRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { stringify } from 'yaml';
import { LayerRepositories } from '../repositories/LayerRepositories';
import { exampleDocument } from './exampleProfile';

/** A bundle that can be published with the library that the suite ships. */
export function exampleBundle(
  change: (document: ProfileDocument) => void = () => {},
  files?: Record<string, string>,
): NonNullable<PublishRequest['bundle']> {
  const document = exampleDocument(({ spec }) => {
    spec.layers = [
      {
        name: 'ubuntu',
        kind: 'os',
        version: '24.04.3',
        source: { type: 'image', repository: 'library', image: 'ubuntu' },
      },
      { name: 'kubernetes', kind: 'kubernetes', version: '1.34.2' },
      {
        name: 'cilium',
        kind: 'network',
        version: '1.18.4',
        source: { type: 'helm', repository: 'library', chart: 'cilium' },
        values: { operator: { replicas: 2 } },
      },
      {
        name: 'storage',
        kind: 'storage',
        version: '1',
        source: { type: 'manifests', path: './storage' },
      },
    ];
  });
  change(document);
  return {
    document: stringify(document),
    files: files ?? { './storage/class.yaml': 'kind: StorageClass' },
  };
}

export function shippedLibrary(
  state: 'allowed' | 'deprecated' | 'blocked' = 'allowed',
): Promise<LayerRepositories> {
  return LayerRepositories.create({
    repositories: [{ name: 'library', type: 'library', state, choices: [] }],
  });
}
