import { InputError } from '@backstage/errors';
import { BundleError } from './refuseBundle';
import { parseBundle } from './parseBundle';

const limits = { bundleBytes: 2 * 1024 * 1024, bundleFiles: 5 };

const document = `
apiVersion: clusterprofiles.io/v1alpha1
kind: ClusterProfile
metadata:
  name: base
spec:
  type: infrastructure
  owner: group:default/platform
  lifecycle: production
  version: "1.0.0"
  layers:
    - name: kubernetes
      kind: kubernetes
      version: "1.35.2"
`;

function refusal(bundle: any): BundleError {
  try {
    parseBundle(bundle, { limits });
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as BundleError;
  }
  throw new Error('The bundle was taken');
}

/** Extra lines under `values` of the layer. */
function withValues(...lines: string[]): string {
  return `${document}      values:\n${lines.map(line => `        ${line}\n`).join('')}`;
}

describe('parseBundle', () => {
  it('takes a document and its files', () => {
    const bundle = parseBundle(
      { document, files: { './aws/class.yaml': 'kind: ClusterClass' } },
      { limits, origin: 'https://example.com/profile.yaml' },
    );
    expect(bundle.document.metadata.name).toBe('base');
    expect(bundle.files.get('./aws/class.yaml')?.toString()).toBe(
      'kind: ClusterClass',
    );
    expect(bundle.origin).toBe('https://example.com/profile.yaml');
  });

  it('resolves the few aliases that a person writes', () => {
    const { document: read } = parseBundle(
      { document: withValues('a: &a { size: 1 }', 'b: *a') },
      { limits },
    );
    expect(read.spec.layers[0].values).toEqual({
      a: { size: 1 },
      b: { size: 1 },
    });
  });

  it('names every malformed field by its pointer', () => {
    const error = refusal({
      document: document
        .replace('version: "1.0.0"', 'version: 1.0')
        .replace('owner: group:default/platform', 'ownr: x'),
    });
    expect(error.details).toEqual([
      expect.objectContaining({ path: '/spec/owner' }),
      expect.objectContaining({ path: '/spec/ownr' }),
      expect.objectContaining({
        path: '/spec/version',
        message: 'The value must be string (versions are quoted strings)',
      }),
    ]);
    expect(error.message).toMatch(
      /\/spec\/owner: The field 'owner' is missing/,
    );
  });

  const deep = (levels: number) =>
    `a: ${'['.repeat(levels)}1${']'.repeat(levels)}`;
  const laughs = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
    'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
    'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
  ];

  it.each<[string, string, string]>([
    ['not YAML', 'a: [', 'not-yaml'],
    ['an empty text', '', 'not-one-document'],
    ['two documents', `${document}---\n${document}`, 'not-one-document'],
    ['a list', '- 1', 'malformed-document'],
    ['a bare text', 'hello', 'malformed-document'],
    ['tabs', document.replace('  name: base', '\tname: base'), 'not-yaml'],
    ['duplicate keys', withValues('a: 1', 'a: 2'), 'duplicate-key'],
    ['50 levels', withValues(deep(50)), 'document-too-deep'],
    ['100,000 levels', deep(50_000), 'document-too-deep'],
    ['100,000 block levels', `${'- '.repeat(50_000)}a`, 'document-too-deep'],
    ['complex keys in keys', '? '.repeat(50_000), 'document-too-deep'],
    [
      '10,000 aliases',
      withValues('a: &a 1', `b: [${'*a,'.repeat(10_000)}]`),
      'too-many-aliases',
    ],
    ['nested aliases', withValues(...laughs), 'bad-alias'],
    ['an alias of itself', withValues('a: &a [*a]'), 'bad-alias'],
    ['an unknown alias', withValues('a: *b'), 'bad-alias'],
    ['an unknown tag', withValues('a: !!js/function x'), 'not-yaml'],
    ['a date', `%YAML 1.1\n---${withValues('a: 2026-01-01')}`, 'not-json'],
    ['infinity', withValues('a: .inf'), 'not-json'],
    ['a list as key', withValues('? [a]\n        : b'), 'bad-key'],
    ['NUL', withValues('a: "\\0"'), 'bad-characters'],
    ['half a character', withValues('a: "\\uD800"'), 'bad-characters'],
    ['__proto__', withValues('__proto__: { a: 1 }'), 'forbidden-key'],
    ['constructor', withValues('constructor: { a: 1 }'), 'forbidden-key'],
    ['prototype', withValues('x: { prototype: 1 }'), 'forbidden-key'],
    ['50 MB', 'a'.repeat(50 * 1024 * 1024), 'bundle-too-large'],
    ['a large document', `# ${'a'.repeat(300_000)}`, 'document-too-large'],
  ])('refuses %s', (_, text, code) => {
    const { details, message } = refusal({ document: text });
    expect(details[0].code).toBe(code);
    expect(details[0].severity).toBe('block');
    expect(details[0].path).toBeDefined();
    expect(message.length).toBeLessThan(700);
    expect(({} as any).a).toBeUndefined();
  });

  it('does not take minutes for a large map', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`);
    const started = process.hrtime.bigint();
    refusal({ document: keys.join('\n') });
    expect(process.hrtime.bigint() - started).toBeLessThan(5_000_000_000n);
  });

  it.each([
    '../secret',
    './../secret',
    './a/../../secret',
    '/etc/passwd',
    'a.yaml',
    './',
    './a//b',
    './a/./b',
    '.\\a',
    './a\0b',
    './a b',
    '__proto__',
    'C:/a',
    `./${'a'.repeat(300)}`,
  ])('refuses the path %j', path => {
    const files = JSON.parse(`{${JSON.stringify(path)}:"x"}`);
    const { details } = refusal({ document, files });
    expect(details[0]).toMatchObject({
      code: 'bad-path',
      remedy: expect.stringContaining('./folder/file'),
    });
  });

  it('refuses too many files, a file without text, and a bundle without document', () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`./f${i}`, '']),
    );
    expect(refusal({ document, files }).details[0].code).toBe('too-many-files');
    expect(refusal({ document, files: { './a': 1 } }).details[0].code).toBe(
      'bad-file',
    );
    expect(refusal({}).details[0].code).toBe('no-document');
  });
});
