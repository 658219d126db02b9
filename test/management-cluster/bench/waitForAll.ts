import type { ManagementCluster } from '../lab';
import { until } from '../until';

/** Waits until so many clusters of a namespace say that a condition holds. */
export async function waitForAll(
  lab: ManagementCluster,
  options: { namespace: string; condition: string; count: number },
): Promise<void> {
  const { namespace, condition, count } = options;
  let found = 0;
  await until(
    () => `${count} clusters are ${condition}, but ${found}`,
    async () => {
      const text = await lab.kubectl(
        'get',
        'clusters.cluster.x-k8s.io',
        `--namespace=${namespace}`,
        `--output=jsonpath={range .items[*]}{.status.conditions[?(@.type=="${condition}")].status}{"\\n"}{end}`,
      );
      found = text.split('\n').filter(status => status === 'True').length;
      return found >= count;
    },
    { seconds: 1200 },
  );
}
