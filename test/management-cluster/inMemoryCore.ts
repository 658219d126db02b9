import type { ProfileLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { inMemoryClass } from '../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/inMemoryClass';
import type { TestProfile } from './testProfile';

const core = (kubernetes: string): ProfileLayer[] => [
  { name: 'linux', kind: 'os', version: '24.04.4' },
  { name: 'kubernetes', kind: 'kubernetes', version: kubernetes },
  { name: 'storage', kind: 'storage', version: '1.0.0' },
];

/** What makes a full-stack profile for machines in memory of an add-on profile, with layers that are not delivered. */
export function inMemoryCore(
  ...more: ProfileLayer[]
): NonNullable<TestProfile['core']> {
  return inMemoryCoreOf('1.34.1', ...more);
}

/** The same with another Kubernetes. */
export function inMemoryCoreOf(
  kubernetes: string,
  ...more: ProfileLayer[]
): NonNullable<TestProfile['core']> {
  return {
    nodePools: {
      controlPlane: { replicas: 1 },
      workers: [{ name: 'general', replicas: 1 }],
    },
    layers: [...core(kubernetes), ...more],
    providers: {
      'cluster-api': [
        {
          classes: './cluster-api',
          variables: { imageId: 'image-1' },
          pools: { general: 'default-worker' },
        },
      ],
    },
  };
}

/** Of its bundle. */
export const inMemoryFiles = {
  './cluster-api/class.yaml': inMemoryClass({ name: 'full-stack' }),
};
