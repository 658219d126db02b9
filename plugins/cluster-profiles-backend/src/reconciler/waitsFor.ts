import type { LayerView } from './layerViews';

/** What a layer has to wait for, by name; empty when it is its turn. `API` stands for the API of the cluster. */
export function waitsFor(
  view: LayerView,
  {
    views,
    apiReachable,
  }: { views: readonly LayerView[]; apiReachable: boolean },
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
  return [
    ...(apiReachable ? [] : ['API']),
    ...needed.filter(other => !other.ready).map(other => other.layer.name),
  ];
}
