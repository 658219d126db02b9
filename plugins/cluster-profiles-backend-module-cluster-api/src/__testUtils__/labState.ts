import { NotFoundError } from '@backstage/errors';
import type {
  DesiredState,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileFiles } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aLayer,
  aTarget,
  targetSnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { inMemoryClass } from './inMemoryClass';

/** What the class in `./listed` lists. */
export const LISTED = ['v1.33.1', 'v1.34.0', 'v1.34.1', 'v1.35.0'];

/** The bundles of profiles that differ only in their class: the digest of the profile is the remark in it. */
export const labFiles: ProfileFiles = {
  async read({ digest }, path) {
    const remark = digest.slice(0, 8);
    switch (path) {
      case './cluster-api':
        return [
          { path: `${path}/class.yaml`, content: inMemoryClass({ remark }) },
        ];
      case './listed':
        return [
          {
            path: `${path}/class.yaml`,
            content: inMemoryClass({ remark, kubernetesVersions: LISTED }),
          },
        ];
      default:
        throw new NotFoundError(`The bundle has no ${path}`);
    }
  },
};

/** A target in a namespace of the lab. */
export function labTarget(namespace: string): Target {
  return aTarget({
    name: 'lab-dev',
    provider: 'cluster-api',
    endpoint: 'lab',
    namespace,
  });
}

/** One machine for the control plane and one worker, made of layers that come with the cluster itself. */
export function labState(target: Target): DesiredState {
  return aDesiredState({
    target: targetSnapshot(target),
    nodePools: {
      controlPlane: { replicas: 1 },
      workers: [{ name: 'general', replicas: 1 }],
    },
    layers: [
      aLayer({ name: 'ubuntu', kind: 'os', version: '24.04.3' }),
      aLayer({ name: 'kubernetes', kind: 'kubernetes', version: '1.33.1' }),
      aLayer({ name: 'cilium', kind: 'network', version: '1.18.3' }),
    ],
    providerConfig: {
      classes: './cluster-api',
      variables: { imageId: 'image-1' },
    },
  });
}
