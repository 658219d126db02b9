import { stringify } from 'yaml';
import { approveAndApply, propose } from './arrange';

const CATEGORIES = ['ingress', 'logging', 'monitoring', 'security'];
const CORE = [
  {
    name: 'ubuntu',
    kind: 'os',
    versions: ['24.04.3', '24.04.4'],
    source: { type: 'image', repository: 'library', image: 'ubuntu' },
  },
  {
    name: 'kubernetes',
    kind: 'kubernetes',
    versions: ['1.34.3', '1.35.2'],
    source: { type: 'image', repository: 'library', image: 'kubernetes' },
  },
  {
    name: 'cilium',
    kind: 'network',
    versions: ['1.18.5', '1.19.5'],
    source: { type: 'helm', repository: 'library', chart: 'cilium' },
  },
  {
    name: 'rook',
    kind: 'storage',
    versions: ['1.18.8', '1.19.6'],
    source: { type: 'helm', repository: 'library', chart: 'rook-ceph' },
    dependsOn: ['cilium'],
  },
];

/** Two versions of a profile with forty layers; the second changes all, drops two of them and a parameter. */
export async function publishFortyLayers(name: string): Promise<void> {
  for (const index of [0, 1]) {
    await approveAndApply(
      await propose('paula', {
        kind: 'publish',
        bundle: bundle({ name, index }),
      }),
    );
  }
}

function bundle(options: { name: string; index: number }) {
  const { name, index } = options;
  const addOns = Array.from({ length: index === 0 ? 36 : 34 }, (_, n) => ({
    name: `add-on-${String(n + 1).padStart(2, '0')}`,
    kind: 'addon',
    category: CATEGORIES[n % CATEGORIES.length],
    version: `1.${index}.${n}`,
    source: { type: 'manifests', path: './manifests' },
    dependsOn: ['cilium'],
    values: { replicas: 1 + index, tier: `tier-${n}` },
  }));
  const properties = {
    workers: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
    ...(index === 0 && { zone: { type: 'string', default: 'a' } }),
  };
  return {
    document: stringify({
      apiVersion: 'clusterprofiles.io/v1alpha1',
      kind: 'ClusterProfile',
      metadata: { name, title: 'Forty layers' },
      spec: {
        type: 'full-stack',
        owner: 'group:default/platform',
        lifecycle: 'production',
        version: `1.${index}.0`,
        parameters: { type: 'object', additionalProperties: false, properties },
        nodePools: {
          controlPlane: { replicas: 3 },
          workers: [
            { name: 'general', replicas: '$' + '{{ parameters.workers }}' },
          ],
        },
        layers: [
          ...CORE.map(({ versions, ...layer }) => ({
            ...layer,
            version: versions[index],
          })),
          ...addOns,
        ],
      },
    }),
    files: {
      './manifests/namespace.yaml': stringify({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'add-ons' },
      }),
    },
  };
}
