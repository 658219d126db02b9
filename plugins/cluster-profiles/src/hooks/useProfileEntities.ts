import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { useLoad } from './useLoad';

const FRESH_MS = 60_000;

const answers = new WeakMap<
  CatalogApi,
  { at: number; names: Promise<ReadonlySet<string>> }
>();

/**
 * Names of the profiles that the catalog has: one that was published by upload may have no entity, and thus no page. Undefined
 * until they are known. However many ask, the catalog is asked once a minute.
 */
export function useProfileEntities(): ReadonlySet<string> | undefined {
  const catalogApi = useApi(catalogApiRef);
  return useLoad({
    key: 'profile-entities',
    load: () => loadTogether(catalogApi),
  }).value;
}

function loadTogether(catalogApi: CatalogApi): Promise<ReadonlySet<string>> {
  const known = answers.get(catalogApi);
  if (known && Date.now() - known.at < FRESH_MS) {
    return known.names;
  }
  const names = loadNames(catalogApi);
  answers.set(catalogApi, { at: Date.now(), names });
  // What went wrong is asked again by the next one.
  names.catch(() => answers.delete(catalogApi));
  return names;
}

async function loadNames(catalogApi: CatalogApi): Promise<ReadonlySet<string>> {
  const { items } = await catalogApi.getEntities({
    filter: { kind: 'ClusterProfile' },
    fields: ['metadata.name'],
  });
  return new Set(items.map(({ metadata }) => metadata.name));
}
