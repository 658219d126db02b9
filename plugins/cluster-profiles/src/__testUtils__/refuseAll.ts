import type { FakeClusterProfilesApi } from './FakeClusterProfilesApi';

/** Nothing may be proposed for any cluster, for one reason. */
export function refuseAll(api: FakeClusterProfilesApi, reason: string): void {
  const { getCluster } = api;
  api.getCluster = async name => {
    const detail = await getCluster(name);
    return {
      ...detail,
      permitted: Object.fromEntries(
        Object.keys(detail.permitted).map(kind => [
          kind,
          { allowed: false, reason },
        ]),
      ) as typeof detail.permitted,
    };
  };
}
