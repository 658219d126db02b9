import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { AddOnEngine } from './AddOnEngine';
import type { ClusterProvider } from './ClusterProvider';

/** Several providers may register, one per key. @public */
export interface ClusterProvidersExtensionPoint {
  addProvider(provider: ClusterProvider): void;
}

/** @public */
export const clusterProvidersExtensionPoint =
  createExtensionPoint<ClusterProvidersExtensionPoint>({
    id: 'cluster-profiles.cluster-providers',
  });

/** Several engines may register, one per key. @public */
export interface AddOnEnginesExtensionPoint {
  addEngine(engine: AddOnEngine): void;
}

/** @public */
export const addOnEnginesExtensionPoint =
  createExtensionPoint<AddOnEnginesExtensionPoint>({
    id: 'cluster-profiles.add-on-engines',
  });
