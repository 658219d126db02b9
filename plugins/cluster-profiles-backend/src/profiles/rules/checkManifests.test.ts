import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkManifests } from './checkManifests';

describe('checkManifests', () => {
  const found = (...files: string[]) =>
    checkManifests(
      exampleCheckedProfile(profile => {
        profile.document.spec.layers[4].source = {
          type: 'manifests',
          path: './policies',
        };
        files.forEach(file => profile.files.add(file));
      }),
    ).map(({ code, path }) => `${code} ${path}`);

  it('takes YAML and JSON, and texts beside them', () => {
    expect(found('./policies/a.yaml', './policies/readme.md')).toEqual([]);
    expect(found('./policies/deep/a.json')).toEqual([]);
  });

  it('finds what would be run', () => {
    expect(found('./policies/a.yaml', './policies/b.jsonnet')).toEqual([
      'manifests-with-code /spec/layers/4/source/path',
    ]);
    expect(found('./policies/a.yaml', './other/b.jsonnet')).toEqual([]);
  });

  it('finds that there is nothing', () => {
    expect(found('./policies/readme.md')).toEqual([
      'no-manifests /spec/layers/4/source/path',
    ]);
  });

  it('finds files whose paths no archive holds', () => {
    const folder = `./policies/${'a'.repeat(140)}`;
    expect(found(`${folder}/${'b'.repeat(95)}.yaml`)).toEqual([]);
    expect(
      found('./policies/a.yaml', `./policies/${'b'.repeat(96)}.yaml`),
    ).toEqual([
      `manifest-path-too-long /files/.~1policies~1${'b'.repeat(96)}.yaml`,
    ]);
    expect(found(`./policies/${'a'.repeat(156)}/a.yaml`)).toEqual([
      `manifest-path-too-long /files/.~1policies~1${'a'.repeat(156)}~1a.yaml`,
    ]);
  });

  it('leaves a folder without files to the rule about files', () => {
    expect(found()).toEqual([]);
  });
});
