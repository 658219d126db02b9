import type { ArgoCd } from './argocd';
import type { Charts } from './charts';
import { type ManagementCluster, managementCluster } from './lab';
import { until } from './until';
import type { WorkloadCluster } from './workloadCluster';

interface Status {
  sync?: { status: string };
  health?: { status: string };
  operationState?: { phase: string; message?: string };
  resources?: object[];
  conditions?: Array<{ type: string; message: string }>;
}

interface Application {
  status?: Status;
}

interface Pods {
  items: Array<{ status: { phase: string } }>;
}

describe('Argo CD in the lab', () => {
  let lab: ManagementCluster;
  let workload: WorkloadCluster;
  let argocd: ArgoCd;
  let charts: Charts;
  /** There, and the name of that cluster in Argo CD. */
  let namespace: string;
  const applications: string[] = [];

  const inArgoCd = '--namespace=argocd';

  const isHealthy = ({ sync, health, operationState }: Status) =>
    sync?.status === 'Synced' &&
    health?.status === 'Healthy' &&
    operationState?.phase === 'Succeeded';

  /** Waits until it is delivered, or whatever else is to be so. */
  async function deliver(
    chart: string,
    repoURL: string,
    isSo: (status: Status) => boolean = isHealthy,
  ) {
    const name = `${namespace}-${chart}`;
    applications.push(name);
    await lab.apply([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: {
          name,
          namespace: argocd.namespace,
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
        spec: {
          project: 'default',
          source: { repoURL, chart, targetRevision: '1.0.0' },
          destination: { name: namespace, namespace },
          // By default a failure is tried again for five minutes, and could not be taken away meanwhile.
          syncPolicy: { automated: {}, retry: { limit: 0 } },
        },
      },
    ]);
    let seen: Application = {};
    await until(
      () => `${name} is as wanted: ${JSON.stringify(seen.status)}`,
      async () => {
        seen = await lab.get<Application>(`application/${name}`, inArgoCd);
        return isSo(seen.status ?? {});
      },
      // A busy Argo CD may miss what it made, and looks again every minute.
      { seconds: 240 },
    );
    const { items } = await workload.get<Pods>(
      'pods',
      `--namespace=${namespace}`,
      `--selector=app.kubernetes.io/name=${chart}`,
    );
    return {
      name,
      status: seen.status!,
      pods: items.map(({ status }) => status.phase),
    };
  }

  beforeAll(async () => {
    lab = await managementCluster();
    workload = lab.workloadCluster();
    argocd = lab.argocd();
    charts = lab.charts();
    namespace = await workload.namespace();
    await workload.releaseNodes();
    await lab.apply([await workload.toArgoCdSecret({ name: namespace })]);
  });

  afterAll(async () => {
    for (const name of applications) {
      await lab.kubectl(
        'delete',
        'application',
        name,
        inArgoCd,
        '--timeout=60s',
      );
    }
    await lab?.kubectl(
      'delete',
      'secret',
      namespace,
      `${namespace}-registry`,
      inArgoCd,
      '--ignore-not-found',
    );
    await workload?.removeNamespaces();
  });

  it('delivers a chart of the Helm repository onto the cluster that others made', async () => {
    const { pods } = await deliver('ingress', charts.httpUrl);
    expect(pods).toEqual(['Running', 'Running']);
  });

  it('delivers a chart of the OCI registry', async () => {
    const url = charts.ociUrl.replace('oci://', '');
    await lab.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: `${namespace}-registry`,
          namespace: argocd.namespace,
          labels: { 'argocd.argoproj.io/secret-type': 'repository' },
        },
        stringData: { name: 'charts', type: 'helm', enableOCI: 'true', url },
      },
    ]);
    const { pods } = await deliver('autoscaler', url);
    expect(pods).toEqual(['Running']);
  });

  it.each(['certificates', 'database', 'large', 'registry-cache'])(
    'delivers the chart %s',
    async chart => {
      await expect(deliver(chart, charts.httpUrl)).resolves.toBeDefined();
    },
  );

  it('says why a chart is not delivered', async () => {
    const hook = await deliver(
      'failing-hook',
      charts.httpUrl,
      ({ operationState }) => operationState?.phase === 'Failed',
    );
    expect(hook.pods).toEqual([]);

    const image = await deliver(
      'never-healthy',
      charts.httpUrl,
      ({ sync, health }) =>
        sync?.status === 'Synced' && health?.status === 'Degraded',
    );
    expect(image.pods).toEqual(['Pending']);

    const { status } = await deliver(
      'unrenderable',
      charts.httpUrl,
      ({ conditions }) => conditions !== undefined,
    );
    expect(status.conditions![0].message).toContain('region is needed');

    const empty = await deliver(
      'empty',
      charts.httpUrl,
      ({ sync }) => sync?.status === 'Synced',
    );
    expect(empty.status.resources ?? []).toEqual([]);
  });

  it('shows its reader what it manages, and lets him change nothing', async () => {
    const { name } = await deliver('monitoring', charts.httpUrl);
    const path = `/api/v1/applications/${name}`;
    const { status, body } = await argocd.call(`${path}/managed-resources`);
    expect(status).toBe(200);
    const live = (
      body.items as Array<{ kind: string; liveState: string }>
    ).find(({ kind }) => kind === 'Deployment');
    expect(JSON.parse(live!.liveState)).toMatchObject({
      kind: 'Deployment',
      metadata: { managedFields: expect.any(Array) },
    });

    for (const [method, at] of [
      ['POST', `${path}/sync`],
      ['DELETE', path],
    ]) {
      expect(
        await argocd.call(at, {
          method,
          body: method === 'POST' ? {} : undefined,
        }),
      ).toMatchObject({ status: 403 });
    }
    const others = await argocd.call('/api/v1/clusters');
    expect(others.body.items ?? []).toEqual([]);
  });
});
