import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { aBundle, classFile, CLASS_YAML } from './__testUtils__/classFiles';
import { parseClassBundle } from './parseClassBundle';

const parse = (content: string, className?: string) =>
  parseClassBundle({ files: [classFile(content)], className });

describe('parseClassBundle', () => {
  it('finds the class and the templates that it names', () => {
    const { clusterClass, templates, hash } = aBundle();
    expect(clusterClass.metadata.name).toBe('teams');
    expect(
      templates.map(({ kind, metadata }) => [kind, metadata.name]),
    ).toEqual([
      ['DevClusterTemplate', 'teams'],
      ['DevMachineTemplate', 'teams-control-plane'],
      ['DevMachineTemplate', 'teams-gpu'],
      ['DevMachineTemplate', 'teams-worker'],
      ['KubeadmConfigTemplate', 'teams-worker'],
      ['KubeadmControlPlaneTemplate', 'teams'],
    ]);
    expect(hash).toMatch(/^[0-9a-f]{10}$/);
  });

  it('does not mind order, comments, namespaces and how the files are cut', () => {
    const documents = parseAllDocuments(CLASS_YAML).map(document =>
      document.toJS(),
    );
    const { hash } = aBundle();
    fc.assert(
      fc.property(
        fc.shuffledSubarray(documents, { minLength: documents.length }),
        fc.integer({ min: 0, max: documents.length }),
        fc.boolean(),
        (shuffled, cut, namespaced) => {
          const texts = shuffled.map(document => {
            const { kind, apiVersion, spec, metadata } = document;
            return `# another comment\n${stringify({
              spec: Object.fromEntries(Object.entries(spec).reverse()),
              metadata: namespaced ? { namespace: 'x', ...metadata } : metadata,
              kind,
              apiVersion,
            })}`;
          });
          const { bundle, findings } = parseClassBundle({
            files: [
              {
                path: './b/z.yaml',
                content: texts.slice(0, cut).join('---\n'),
              },
              { path: './b/a.yml', content: texts.slice(cut).join('---\n') },
              { path: './b/README.md', content: 'no: yaml: here' },
            ],
          });
          expect(findings).toEqual([]);
          expect(bundle?.hash).toBe(hash);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives other content another address', () => {
    expect(
      aBundle(text =>
        text.replace('startupDuration: 2s', 'startupDuration: 3s'),
      ).hash,
    ).not.toBe(aBundle().hash);
  });

  it('reads scalars as Kubernetes does', () => {
    const { clusterClass } = aBundle(text =>
      text.replace(
        'default: api.example.com',
        'default: api.example.com, description: 2026-01-01, example: yes',
      ),
    );
    expect(clusterClass.spec?.variables).toContainEqual(
      expect.objectContaining({
        schema: {
          openAPIV3Schema: expect.objectContaining({
            description: '2026-01-01',
            example: true,
          }),
        },
      }),
    );
  });

  it('takes the class that is named, and asks where it is not', () => {
    const two = `${CLASS_YAML}---\n${CLASS_YAML.split('---')[0].replace('name: teams\n', 'name: others\n')}`;
    expect(parse(two, 'others').bundle?.clusterClass.metadata.name).toBe(
      'others',
    );
    expect(parse(two).findings).toMatchObject([
      { code: 'class-ambiguous', severity: 'block' },
    ]);
    expect(parse(two, 'third').findings[0].message).toContain(
      '"teams", "others", but no "third"',
    );
  });

  it.each<[string, string, string, string]>([
    [
      'a Cluster',
      `${CLASS_YAML}---\napiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata: { name: x }\n`,
      'class-object-refused',
      './cluster-api/class.yaml, document 8, holds Cluster "x"',
    ],
    [
      'a Secret',
      `${CLASS_YAML}---\napiVersion: v1\nkind: Secret\nmetadata: { name: x }\n`,
      'class-object-refused',
      'document 8',
    ],
    [
      'a template of the core group',
      `${CLASS_YAML}---\napiVersion: v1\nkind: PodTemplate\nmetadata: { name: x }\nspec: { template: {} }\n`,
      'class-object-refused',
      'PodTemplate',
    ],
    [
      'a missing template',
      CLASS_YAML.replace(
        'metadata: { name: teams-gpu }',
        'metadata: { name: gone }',
      ),
      'class-template-missing',
      'DevMachineTemplate "teams-gpu"',
    ],
    [
      'a template of another group',
      CLASS_YAML.replace(
        'apiVersion: bootstrap.cluster.x-k8s.io/v1beta2\nkind: KubeadmConfigTemplate',
        'apiVersion: other.example.com/v1\nkind: KubeadmConfigTemplate',
      ),
      'class-template-missing',
      'bootstrap',
    ],
    [
      'one object twice',
      `${CLASS_YAML}---${CLASS_YAML.split('---')[1]}`,
      'class-object-twice',
      'document 8, holds DevClusterTemplate "teams" again, after ./cluster-api/class.yaml, document 2',
    ],
    [
      'a class of an old version',
      CLASS_YAML.replace(
        'cluster.x-k8s.io/v1beta2\nkind: ClusterClass',
        'cluster.x-k8s.io/v1beta1\nkind: ClusterClass',
      ),
      'class-api-version',
      'document 1',
    ],
    [
      'a variable of clusterctl in a name',
      CLASS_YAML.replace('  name: teams\n', '  name: ${CLUSTER_CLASS}\n'),
      'class-file-invalid',
      '${CLUSTER_CLASS}',
    ],
    [
      'no class',
      CLASS_YAML.split('---').slice(1).join('---'),
      'class-missing',
      'no ClusterClass',
    ],
    ['nothing', '', 'class-missing', 'no ClusterClass'],
    ['a list', '[1, 2]', 'class-file-invalid', 'document 1'],
    ['bad syntax', 'a: b: c', 'class-file-invalid', 'not valid YAML'],
    [
      'one key twice',
      'a: 1\na: 2\n',
      'class-file-invalid',
      'the key "a" twice',
    ],
    ['a prototype', '__proto__: {}\n', 'class-file-invalid', '__proto__'],
    ['deep nesting', '['.repeat(100), 'class-file-invalid', 'levels deep'],
    [
      'deep nesting that is sound',
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      'class-file-invalid',
      'levels deep',
    ],
    [
      'many aliases',
      `a: &a [x]\nb: [${'*a,'.repeat(200)}]\n`,
      'class-file-invalid',
      'aliases',
    ],
    [
      'a large file',
      `# ${'x'.repeat(1024 * 1024)}`,
      'class-file-invalid',
      'bytes',
    ],
    [
      'many documents',
      'a: 1\n---\n'.repeat(300),
      'class-file-invalid',
      'documents',
    ],
  ])('refuses %s', (_, content, code, message) => {
    const { bundle, findings } = parse(content);
    expect(bundle).toBeUndefined();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ severity: 'block', code });
    expect(findings[0].message).toContain(message);
    expect(findings[0].remedy).toBeTruthy();
  });
});
