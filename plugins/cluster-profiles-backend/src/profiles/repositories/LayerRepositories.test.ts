import { createMockDirectory } from '@backstage/backend-test-utils';
import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LibraryConfig } from '../../config/ClusterProfilesConfig';
import { LayerRepositories } from './LayerRepositories';

const cilium = `
name: cilium
title: Cilium
kind: network
valuesSchema: ./values.schema.json
presets: ./presets.yaml
versions:
  - version: "1.18.3"
    upstream: { type: helm, url: "https://helm.cilium.io", chart: cilium, version: "1.18.3" }
    kubernetes: ">=1.30 <1.37"
  - version: "1.18.4"
    upstream: { type: helm, url: "https://helm.cilium.io", chart: cilium, version: "1.18.4" }
`;
const files = {
  'layer.yaml': cilium,
  'values.schema.json': '{"type":"object"}',
  'presets.yaml': '[{ name: a, title: A, values: { b: 1 } }]',
};

describe('LayerRepositories', () => {
  const folder = createMockDirectory();

  function load(config: Partial<LibraryConfig> = {}) {
    return LayerRepositories.create({
      repositories: [
        {
          name: 'own',
          type: 'library',
          path: folder.path,
          state: 'allowed',
          choices: [],
          ...config,
        },
      ],
    });
  }

  const layer = {
    name: 'net',
    kind: 'network' as const,
    version: '1.18.3',
    source: { type: 'helm' as const, repository: 'own', chart: 'cilium' },
  };

  it('reads the library that the suite ships', async () => {
    const repositories = await LayerRepositories.create({
      repositories: [
        { name: 'library', type: 'library', state: 'allowed', choices: [] },
      ],
    });
    const [{ layers }] = repositories.list();
    for (const kind of ['os', 'kubernetes', 'network', 'storage', 'addon']) {
      expect(layers.map(l => l.kind)).toContain(kind);
    }
  });

  it('finds and pins a version of a private library', async () => {
    folder.setContent({ cilium: files, notes: { 'readme.md': '' } });
    const repositories = await load();
    expect(
      repositories.find({
        repository: 'own',
        name: 'cilium',
        version: '1.18.3',
      })?.version?.kubernetes,
    ).toBe('>=1.30 <1.37');
    const { source, bytes } = repositories.pin(layer);
    expect(source).toEqual({
      layer: 'net',
      source: layer.source,
      address: 'own:cilium@1.18.3 (helm https://helm.cilium.io cilium 1.18.3)',
      sha256: bytesDigest(bytes),
    });
  });

  it('has another digest for another version, schema or preset, not for another order of fields', async () => {
    const digestWith = async (changed: Record<string, string>) => {
      folder.setContent({ cilium: { ...files, ...changed } });
      return (await load()).pin(layer).source.sha256;
    };
    const digest = await digestWith({});
    const [first, ...rest] = cilium.trim().split('\n');
    expect(
      await digestWith({
        'layer.yaml': [...rest.slice(0, 2), first, ...rest.slice(2)].join('\n'),
      }),
    ).toBe(digest);
    const changes: Array<Record<string, string>> = [
      { 'layer.yaml': cilium.replace('<1.37', '<1.38') },
      { 'values.schema.json': '{"type":"object","title":"x"}' },
      { 'presets.yaml': '[]' },
    ];
    for (const changed of changes) {
      expect(await digestWith(changed)).not.toBe(digest);
    }
  });

  it('refuses to pin what it does not have', async () => {
    folder.setContent({ cilium: files });
    const repositories = await load();
    expect(() => repositories.pin({ ...layer, version: '9.9.9' })).toThrow(
      "The layer repository 'own' has no 'cilium' 9.9.9",
    );
  });

  it('takes the state of the first matching choice', async () => {
    folder.setContent({ cilium: files });
    const repositories = await load({
      state: 'deprecated',
      choices: [
        {
          layer: 'cilium',
          versions: '<1.18.4',
          state: 'blocked',
          reason: 'CVE',
        },
        { layer: 'cilium', state: 'allowed' },
      ],
    });
    const state = (name: string, version: string) =>
      repositories.stateOf({ repository: 'own', name, version });
    expect(state('cilium', '1.18.3')).toEqual({
      state: 'blocked',
      reason: 'CVE',
    });
    expect(state('cilium', '1.18.4')).toEqual({ state: 'allowed' });
    expect(state('calico', '1.0.0')).toEqual({ state: 'deprecated' });
    expect(
      repositories.stateOf({ repository: 'x', name: 'y', version: '1' }).state,
    ).toBe('blocked');
    expect(repositories.list()[0].layers[0].versions[0].state).toBe('blocked');
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no YAML', { 'layer.yaml': 'a: [' }, /layer.yaml is not YAML/],
    [
      'an unquoted version',
      { 'layer.yaml': cilium.replace('"1.18.3"', '1.2') },
      /versions.0.version must be a quoted string/,
    ],
    [
      'an unknown kind',
      { 'layer.yaml': cilium.replace('kind: network', 'kind: net') },
      /layer.yaml: kind/,
    ],
    [
      'a bad range',
      { 'layer.yaml': cilium.replace('>=1.30 <1.37', 'new') },
      /versions.0.kubernetes must be a semver range/,
    ],
    [
      'a version twice',
      {
        'layer.yaml': cilium.replace('version: "1.18.4"', 'version: "1.18.3"'),
      },
      /'1.18.3' is listed twice/,
    ],
    [
      'a file outside',
      { 'layer.yaml': cilium.replace('./presets.yaml', './../../x') },
      /Relative path is not allowed/,
    ],
    [
      'a missing file',
      { 'layer.yaml': cilium.replace('./presets.yaml', './x.yaml') },
      /the file '.\/x.yaml' is missing/,
    ],
    [
      'no JSON Schema',
      { 'values.schema.json': '{"type":"objct"}' },
      /valuesSchema is no JSON Schema/,
    ],
  ])('refuses %s', async (_, changed, message) => {
    folder.setContent({ cilium: { ...files, ...changed } });
    await expect(load()).rejects.toThrow(message);
  });

  it('refuses a folder that is not there, and two layers of one name', async () => {
    await expect(load({ path: `${folder.path}/none` })).rejects.toThrow(
      /cannot be read; correct 'path'/,
    );
    folder.setContent({ a: files, b: files });
    await expect(load()).rejects.toThrow(/another layer named 'cilium'/);
  });
});
