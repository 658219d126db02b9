import { readFile } from 'node:fs/promises';
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../../test/management-cluster/lab';
import { until } from '../../../../test/management-cluster/until';
import { withFile } from '../../../../test/management-cluster/kubectl';
import { labProvider } from '../__testUtils__/labProvider';
import { labFiles, labState, labTarget } from '../__testUtils__/labState';
import type { ClusterApiProvider } from '../ClusterApiProvider';
import { ImportedProvider } from '../imported/ImportedProvider';
import {
  connectManagementCluster,
  connectWorkloadCluster,
} from '../kubernetes';
import { DELIVERY } from './deliveryName';

const CLOCK = { now: () => new Date(), random: () => Math.random() };
const DAY = 24 * 3_600;

/** The workload cluster of the lab plays what a Secret of the target leads to. */
describe('access for add-ons on the lab', () => {
  let lab: ManagementCluster;
  let namespace: string;
  let provider: ClusterApiProvider;
  let desired: DesiredState;

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    provider = labProvider({ kubeconfig: lab.kubeconfig, namespace });
    const target = {
      ...labTarget(namespace),
      credentials: '{cluster}-add-ons',
    };
    // Paused, so that nothing comes up.
    desired = { ...labState(target), paused: true };
    await provider.apply({
      desired,
      marks: { instanceId: 'delivery', revision: 1, idempotencyKey: '1' },
      files: labFiles,
    });
  });

  afterAll(async () => {
    // Cluster API does not touch what is paused, so that its finalizer would stay.
    const cluster = `cluster/${desired.cluster.name}`;
    const there = `--namespace=${namespace}`;
    await lab.kubectl('delete', cluster, there, '--wait=false');
    await lab.kubectl(
      'patch',
      cluster,
      there,
      '--type=merge',
      '--patch={"metadata":{"finalizers":null}}',
    );
    await lab.removeNamespaces();
  });

  const request = () => provider.deliveryAccess({ desired, seconds: 2 * DAY });

  it('is only asked for where the target names a Secret', () => {
    const { credentials, ...target } = desired.target;
    expect(provider.hasDeliveryAccess({ desired })).toBe(true);
    expect(
      provider.hasDeliveryAccess({ desired: { ...desired, target } }),
    ).toBe(false);
  });

  it('is refused while the Secret is not there', async () => {
    await expect(request()).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining(
        `${desired.cluster.name}-add-ons, which credentials of target lab-dev names, is not there`,
      ),
    });
  });

  it('is of an account of its own, for a day or more, and comes back when somebody deletes it', async () => {
    const workload = lab.workloadCluster();
    const admin = await readFile(workload.kubeconfig, 'utf8');
    await lab.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: `${desired.cluster.name}-add-ons`, namespace },
        data: { value: Buffer.from(admin).toString('base64') },
      },
    ]);
    const access = await request();
    expect(access.server).toBe(workload.url);
    expect(access.certificateAuthority).toBe(
      await readFile(workload.caFile, 'utf8'),
    );
    expect(Date.parse(access.expiresAt) - Date.now()).toBeGreaterThan(
      DAY * 1_000,
    );
    expect(await whoami(access.token)).toContain(
      `system:serviceaccount:${DELIVERY}:${DELIVERY}`,
    );

    const account = [`serviceaccount/${DELIVERY}`, `--namespace=${DELIVERY}`];
    await workload.kubectl('delete', ...account);
    // The API server remembers for some seconds that a token is good.
    await until(
      'its token is refused',
      async () => !(await whoami(access.token)).includes(DELIVERY),
    );
    const { token } = await request();
    expect(await whoami(token)).toContain(DELIVERY);
  });

  it('comes by another way in for an imported cluster', async () => {
    const { kubeconfig } = lab.workloadCluster();
    const way = { way: 'kubeconfig', file: kubeconfig } as const;
    const imported = new ImportedProvider({
      clusters: [
        {
          ...connectManagementCluster({
            config: {
              name: 'old-shop',
              connection: way,
              requestTimeoutSeconds: 30,
            },
            clock: CLOCK,
          }),
          delivery: connectWorkloadCluster({
            name: 'old-shop',
            connection: way,
            clock: CLOCK,
          }),
        },
      ],
    });
    const { token } = await imported.deliveryAccess({
      desired: {
        ...desired,
        observeOnly: true,
        providerConfig: { source: 'old-shop' },
      },
      seconds: 2 * DAY,
    });
    expect(await whoami(token)).toContain(DELIVERY);
  });

  /** Who the workload cluster takes the bearer of a token for, or its refusal. */
  async function whoami(token: string): Promise<string> {
    const { url, caFile } = lab.workloadCluster();
    const kubeconfig = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'a',
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
      clusters: [
        {
          name: 'a',
          cluster: { server: url, 'certificate-authority': caFile },
        },
      ],
      users: [{ name: 'a', user: { token } }],
    });
    return withFile(Buffer.from(kubeconfig), file =>
      lab
        .kubectlAs(file, 'auth', 'whoami', '--output=json')
        .catch((error: { stderr: string }) => error.stderr),
    );
  }
});
