import { entityKindSchemaValidator } from '@backstage/catalog-model';
import { clusterProfileSchema } from './clusterProfileSchema';

function profile(change: (document: any) => void = () => {}) {
  const document = {
    apiVersion: 'clusterprofiles.io/v1alpha1',
    kind: 'ClusterProfile',
    metadata: { name: 'production-base', title: 'Production base' },
    spec: {
      type: 'full-stack',
      owner: 'group:default/platform',
      lifecycle: 'production',
      version: '1.4.0',
      parameters: {
        type: 'object',
        properties: { workers: { type: 'integer', default: 3 } },
      },
      nodePools: {
        controlPlane: { replicas: 3 },
        workers: [{ name: 'general', replicas: '${{ parameters.workers }}' }],
      },
      layers: [
        { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
        {
          name: 'ingress',
          kind: 'addon',
          category: 'ingress',
          version: '4.13.3',
          source: { type: 'helm', repository: 'library', chart: 'ingress' },
          dependsOn: ['kubernetes'],
          constraints: { kubernetes: '>=1.31 <1.37' },
          values: { controller: { replicaCount: 2 } },
        },
      ],
      providers: {
        'cluster-api': [
          { match: { cloud: 'aws' }, classes: './aws', variables: {} },
        ],
      },
    },
  };
  change(document);
  return document;
}

describe('clusterProfileSchema', () => {
  const check = entityKindSchemaValidator(clusterProfileSchema);

  it('takes a whole profile, and one whose values were stripped', () => {
    expect(check(profile())).toBeTruthy();
    expect(
      check(profile(document => delete document.spec.layers[1].values)),
    ).toBeTruthy();
  });

  it('takes its own example', () => {
    expect(check((clusterProfileSchema.examples as unknown[])[0])).toBeTruthy();
  });

  it('takes pools that an autoscaler sizes, and versions to go through', () => {
    expect(
      check(
        profile(document => {
          document.spec.layers[0].through = ['1.34.3'];
          document.spec.nodePools.workers = [
            { name: 'general', min: '${{ parameters.least }}', max: 10 },
            { name: 'batch', replicas: 2, min: 0, max: 10 },
          ];
        }),
      ),
    ).toBeTruthy();
  });

  it('leaves other kinds to others', () => {
    expect(
      check(profile(document => Object.assign(document, { kind: 'Group' }))),
    ).toBe(false);
  });

  it.each<[string, (document: any) => void, RegExp]>([
    ['no layers', d => delete d.spec.layers, /layers/],
    ['an empty stack', d => (d.spec.layers = []), /fewer than 1/],
    ['an unquoted version', d => (d.spec.version = 1.4), /spec\/version/],
    [
      'a layer without version',
      d => delete d.spec.layers[0].version,
      /version/,
    ],
    ['an unknown type', d => (d.spec.type = 'half-stack'), /spec\/type/],
    [
      'an unknown kind',
      d => (d.spec.layers[0].kind = 'gpu'),
      /layers\/0\/kind/,
    ],
    ['a misspelt field', d => (d.spec.layers[0].dependOn = []), /dependOn/],
    ['upper case', d => (d.metadata.name = 'Base'), /metadata\/name/],
    ['a long name', d => (d.metadata.name = 'a'.repeat(64)), /metadata\/name/],
    ['another namespace', d => (d.metadata.namespace = 'x'), /namespace/],
    [
      'no repository',
      d => delete d.spec.layers[1].source.repository,
      /reposit/,
    ],
    [
      'manifests without path',
      d => (d.spec.layers[1].source = { type: 'manifests' }),
      /path/,
    ],
    [
      'a pool without a size',
      d => (d.spec.nodePools.workers = [{ name: 'general' }]),
      /workers\/0/,
    ],
    [
      'a pool with min alone',
      d => (d.spec.nodePools.workers = [{ name: 'general', min: 1 }]),
      /max/,
    ],
    [
      'a negative min',
      d => (d.spec.nodePools.workers = [{ name: 'general', min: -1, max: 2 }]),
      /workers\/0\/min/,
    ],
    [
      'no versions to go through',
      d => (d.spec.layers[0].through = []),
      /layers\/0\/through/,
    ],
    [
      'replicas that are no number',
      d => (d.spec.nodePools.controlPlane.replicas = 'three'),
      /replicas/,
    ],
  ])('rejects %s', (_, change, message) => {
    expect(() => check(profile(change))).toThrow(message);
  });
});
