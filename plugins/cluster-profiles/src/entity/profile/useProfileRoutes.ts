import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/** Addresses of the tabs of a profile. */
export function useProfileRoutes(name: string): {
  tab(tab: 'stack' | 'versions' | 'parameters', version?: string): string;
  clusters(versions?: readonly string[]): string;
} {
  const entityRoute = useRouteRef(entityRouteRef);
  const base = entityRoute({
    kind: 'clusterprofile',
    namespace: 'default',
    name,
  });
  const address = (path: string, versions: readonly string[]) => {
    const query = new URLSearchParams(
      versions.map(version => ['version', version]),
    ).toString();
    return `${base}/${path}${query && `?${query}`}`;
  };
  return {
    tab: (tab, version) => address(tab, version ? [version] : []),
    clusters: (versions = []) => address('clusters', versions),
  };
}
