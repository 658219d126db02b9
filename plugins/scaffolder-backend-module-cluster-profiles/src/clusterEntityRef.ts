import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** Reference of the entity that stands for a cluster in the catalog. */
export function clusterEntityRef(name: string): string {
  return stringifyEntityRef({
    kind: 'Resource',
    namespace: DEFAULT_NAMESPACE,
    name,
  });
}
