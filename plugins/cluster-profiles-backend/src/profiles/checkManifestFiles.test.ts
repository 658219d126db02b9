import { exampleDocument } from './__testUtils__/exampleProfile';
import { checkManifestFiles } from './checkManifestFiles';

describe('checkManifestFiles', () => {
  const check = (files: Record<string, string>) =>
    checkManifestFiles({
      document: exampleDocument(({ spec }) => {
        spec.layers[4].source = { type: 'manifests', path: './policies' };
      }),
      files: new Map(
        Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]),
      ),
    });

  it('takes YAML of any number of documents, and JSON', async () => {
    await expect(
      check({
        './policies/a.yaml':
          '---\na: &a { b: 1 }\nc: { <<: *a }\n---\n# nothing\n---\nb: 2',
        './policies/b.json': '{ "a": "*" }',
      }),
    ).resolves.toEqual([]);
  });

  it.each([
    ['an alias that leads nowhere', 'a: 1\n---\nhost: *.example.com'],
    ['one that leads to another document', 'a: &a 1\n---\nb: *a'],
    ['what is not closed', 'a: ['],
    ['what is nested without end', '['.repeat(20_000)],
  ])('finds %s', async (_, text) => {
    await expect(check({ './policies/a.yml': text })).resolves.toEqual([
      {
        severity: 'block',
        code: 'manifest-not-yaml',
        path: '/files/.~1policies~1a.yml',
        layer: 'ingress',
        message: expect.stringMatching(
          /^The file '\.\/policies\/a\.yml' of layer 'ingress' is not valid YAML: \S/,
        ),
        remedy: expect.stringContaining('quote'),
      },
    ]);
  });

  it('leaves alone what is delivered to nobody', async () => {
    await expect(
      check({ './policies/readme.md': 'a: [', './classes/a.yaml': 'a: [' }),
    ).resolves.toEqual([]);
  });
});
