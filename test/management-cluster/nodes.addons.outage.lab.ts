import { managementCluster } from './lab';
import { until } from './until';
import type { WorkloadCluster } from './workloadCluster';

interface Pods {
  items: Array<{ status: { phase: string } }>;
}

describe('nodes of the workload cluster', () => {
  let workload: WorkloadCluster | undefined;

  afterAll(async () => {
    await workload?.removeNamespaces();
    await workload?.releaseNodes();
  });

  it('are ready for pods once the network layer is healthy, and no longer without it', async () => {
    const lab = await managementCluster();
    const cluster = lab.workloadCluster();
    workload = cluster;
    const { helm, httpUrl } = lab.charts();
    const namespace = await cluster.namespace();
    const at = [`--kubeconfig=${cluster.kubeconfig}`, '--namespace', namespace];
    const install = (chart: string) =>
      helm('install', chart, `${httpUrl}/${chart}-1.0.0.tgz`, ...at);
    const phases = async () => {
      const { items } = await cluster.get<Pods>(
        'pods',
        `--namespace=${namespace}`,
        '--selector=app.kubernetes.io/name=autoscaler',
      );
      return items.map(({ status }) => status.phase);
    };
    const waitForNodes = (ready: string) =>
      cluster.kubectl(
        'wait',
        'node',
        '--all',
        `--for=condition=Ready=${ready}`,
        '--timeout=60s',
      );

    await cluster.holdNodes();
    await install('autoscaler');
    await until('its pod is made', async () => (await phases()).length === 1);
    expect(await phases()).toEqual(['Pending']);

    await install('network');
    await waitForNodes('True');
    await until('its pod runs', async () =>
      (await phases()).includes('Running'),
    );

    await helm('uninstall', 'network', ...at);
    await waitForNodes('False');
  });
});
