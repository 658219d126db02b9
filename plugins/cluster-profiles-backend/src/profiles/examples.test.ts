import fs from 'node:fs/promises';
import path from 'node:path';
import { checkManifestFiles } from './checkManifestFiles';
import { checkProfile } from './checkProfile';
import { parseBundle } from './parseBundle';
import { LayerRepositories } from './repositories/LayerRepositories';
import type { Bundle } from './types';

const examples = path.resolve(__dirname, '../../../../examples');
const profiles = path.join(examples, 'profiles');
const limits = { bundleBytes: 2 * 1024 * 1024, bundleFiles: 200 };

async function listBundles(): Promise<string[]> {
  const names = await fs.readdir(profiles, { recursive: true });
  return names
    .filter(name => path.basename(name) === 'profile.yaml')
    .map(name => path.dirname(name))
    .sort();
}

async function readBundle(name: string): Promise<Bundle> {
  const folder = path.join(profiles, name);
  const files: Record<string, string> = {};
  for (const entry of await fs.readdir(folder, { recursive: true })) {
    const place = path.join(folder, entry);
    if (entry !== 'profile.yaml' && (await fs.stat(place)).isFile()) {
      files[`./${entry}`] = await fs.readFile(place, 'utf8');
    }
  }
  const document = await fs.readFile(path.join(folder, 'profile.yaml'), 'utf8');
  return parseBundle({ document, files }, { limits });
}

describe('example profiles', () => {
  it('can be published, each from the folder of its name and version', async () => {
    const repositories = await LayerRepositories.create({
      repositories: [
        { name: 'library', type: 'library', state: 'allowed', choices: [] },
        {
          name: 'acme',
          type: 'library',
          path: path.join(examples, 'library'),
          state: 'allowed',
          choices: [],
        },
      ],
    });
    const bundles = await listBundles();
    expect(bundles).toEqual([
      'ai-ml-gpu/1.0.0',
      'edge-small/1.0.0',
      'observability/1.0.0',
      'production-base/1.3.0',
      'production-base/1.3.1',
      'production-base/1.4.0',
    ]);
    for (const name of bundles) {
      const bundle = await readBundle(name);
      const { metadata, spec } = bundle.document;
      expect(`${metadata.name}/${spec.version}`).toBe(name);
      const findings = [
        ...checkProfile({
          document: bundle.document,
          files: new Set(bundle.files.keys()),
          repositories,
        }),
        ...(await checkManifestFiles(bundle)),
      ];
      expect({ name, findings }).toEqual({ name, findings: [] });
    }
  });

  it('change one add-on from 1.3.0 to 1.3.1 and Kubernetes by one minor to 1.4.0', async () => {
    const [before, patch, minor] = await Promise.all(
      ['1.3.0', '1.3.1', '1.4.0'].map(
        async version =>
          (await readBundle(`production-base/${version}`)).document.spec.layers,
      ),
    );
    const moved = before.filter(
      (layer, index) => JSON.stringify(layer) !== JSON.stringify(patch[index]),
    );
    expect(moved.map(({ name }) => name)).toEqual(['ingress']);
    const kubernetes = [patch, minor].map(
      layers => layers.find(({ kind }) => kind === 'kubernetes')?.version,
    );
    expect(kubernetes).toEqual(['1.34.3', '1.35.2']);
  });
});
