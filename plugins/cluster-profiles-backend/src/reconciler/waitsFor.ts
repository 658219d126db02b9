import { waitsForKubernetes } from './kubernetesTurn';
import type { LayerView } from './layerViews';
import type { Picture } from './types';

/**
 * What a layer has to wait for, by name; empty when it is its turn. `API` stands for the API of the cluster, `Kubernetes 1.35.2` for
 * control plane and workers of that version.
 */
export function waitsFor(
  view: LayerView,
  {
    picture,
    views,
    apiReachable,
  }: { picture: Picture; views: readonly LayerView[]; apiReachable: boolean },
): string[] {
  const { layer } = view;
  const ofNetwork = layer.kind === 'network';
  const needed = views.filter(other => {
    if (other === view) {
      return false;
    }
    const isNetwork = other.layer.kind === 'network';
    // Nodes need the network: a network layer that waited for anything but its own kind would wait for ever.
    return ofNetwork
      ? isNetwork && layer.dependsOn.includes(other.layer.name)
      : isNetwork || layer.dependsOn.includes(other.layer.name);
  });
  const kubernetes = waitsForKubernetes(picture, layer.name);
  return [
    ...(apiReachable ? [] : ['API']),
    ...(kubernetes ? [kubernetes] : []),
    ...needed.filter(other => !other.ready).map(other => other.layer.name),
  ];
}
