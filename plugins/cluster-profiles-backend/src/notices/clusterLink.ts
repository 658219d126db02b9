import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';

/** Path of a cluster's page inside the portal. */
export function clusterLink(name: string): string {
  return `/catalog/${DEFAULT_NAMESPACE}/resource/${encodeURIComponent(name)}`;
}
