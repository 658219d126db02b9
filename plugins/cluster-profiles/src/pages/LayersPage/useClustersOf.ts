import { useRouteRef } from '@backstage/core-plugin-api';
import type { LayerInUse } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clustersRouteRef } from '../../routes';

/** Address of the list of clusters that run one of the layers. */
export function useClustersOf(): (
  layers: ReadonlyArray<Pick<LayerInUse, 'name' | 'version'>>,
) => string {
  const path = useRouteRef(clustersRouteRef)();
  return layers => {
    const params = new URLSearchParams(
      layers.map(({ name, version }) => ['layer', `${name}@${version}`]),
    );
    return `${path}?${params}`;
  };
}
