import { layerViews, type LayerView } from './layerViews';
import { machineObstacles } from './machineObstacles';
import type { Picture } from './types';

/** Layers that have to be proven before the cluster is given its next Kubernetes, and are not. Pure. */
export function kubernetesWaits(
  picture: Picture,
  views: readonly LayerView[] = layerViews(picture),
): string[] {
  const { desired, observed, revision } = picture;
  const first = desired.paused ? undefined : desired.kubernetesOrder?.before;
  // What was handed over is not taken back.
  if (!first || observed?.revision === revision) {
    return [];
  }
  return views
    .filter(
      ({ layer, byEngine, ready }) =>
        byEngine && !ready && first.includes(layer.name),
    )
    .map(({ layer }) => layer.name);
}

/** The Kubernetes that a layer has to wait for, such as `Kubernetes 1.35.2`; undefined where it need not, or no longer. Pure. */
export function waitsForKubernetes(
  picture: Picture,
  layer: string,
): string | undefined {
  const { desired, observed, revision } = picture;
  if (!desired.kubernetesOrder?.after.includes(layer)) {
    return undefined;
  }
  const stands =
    observed?.revision === revision &&
    observed.current &&
    !observed.nextApply &&
    machineObstacles(picture, observed).length === 0;
  const version = desired.layers.find(
    ({ kind }) => kind === 'kubernetes',
  )?.version;
  return stands ? undefined : `Kubernetes ${version}`;
}
