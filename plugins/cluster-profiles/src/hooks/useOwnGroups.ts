import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useLoad, type Load } from './useLoad';

/** Groups that the reader belongs to, by entity reference: what he may name as owner. */
export function useOwnGroups(): Load<string[]> {
  const identityApi = useApi(identityApiRef);
  return useLoad({
    key: 'own-groups',
    load: async () =>
      (await identityApi.getBackstageIdentity()).ownershipEntityRefs
        .filter(ref => /^group:/i.test(ref))
        .sort(),
  });
}
