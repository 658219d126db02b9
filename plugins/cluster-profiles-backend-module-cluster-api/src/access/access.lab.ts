import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  AccessRole,
  DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { parse, stringify } from 'yaml';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../../test/management-cluster/lab';
import { labProvider } from '../__testUtils__/labProvider';
import { labFiles, labState, labTarget } from '../__testUtils__/labState';
import type { ClusterApiProvider } from '../ClusterApiProvider';
import { ACCESS_NAMESPACE } from './accessNamespace';
import { accessObjects } from './accessObjects';

const SUBJECT = 'user:default/paula';

/** The API server of the lab plays the cluster: those in memory give no tokens. */
describe('access to a cluster on the lab', () => {
  let lab: ManagementCluster;
  let namespace: string;
  let folder: string;
  let provider: ClusterApiProvider;
  let desired: DesiredState;

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    folder = await mkdtemp(join(tmpdir(), 'access-'));
    provider = labProvider({ kubeconfig: lab.kubeconfig, namespace });
    // Paused, so that nothing comes up and nothing else writes its kubeconfig.
    desired = { ...labState(labTarget(namespace)), paused: true };
    await provider.apply({
      desired,
      marks: { instanceId: 'access', revision: 1, idempotencyKey: '1' },
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
    await rm(folder, { recursive: true, force: true });
  });

  const request = (role: AccessRole, seconds = 600) =>
    provider.access({ desired, role, subject: SUBJECT, seconds });

  async function keep(value: string): Promise<void> {
    await lab.apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: `${desired.cluster.name}-kubeconfig`, namespace },
        data: { value: Buffer.from(value).toString('base64') },
      },
    ]);
  }

  /** Asks as whoever has the kubeconfig. */
  async function canI(kubeconfig: string, ...what: string[]): Promise<string> {
    const file = join(folder, 'kubeconfig');
    await writeFile(file, kubeconfig, { mode: 0o600 });
    return lab.kubectlAs(file, 'auth', 'can-i', ...what).then(
      answer => answer.trim(),
      (error: { stdout: string }) => error.stdout.trim(),
    );
  }

  it('gives none before there is an API', async () => {
    await expect(request('view')).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining('has no kubeconfig yet'),
    });
  });

  it('gives a token with the role and the end that were asked for, and never the administrator', async () => {
    const administrator = await readFile(lab.adminKubeconfig, 'utf8');
    await keep(administrator);
    for (const [role, allowed] of [
      ['view', ['yes', 'no', 'no']],
      ['edit', ['yes', 'yes', 'no']],
      ['admin', ['yes', 'yes', 'yes']],
    ] as const) {
      const { kubeconfig, expiresAt } = await request(role);
      const answers = [];
      for (const what of [
        ['list', 'configmaps'],
        ['create', 'configmaps'],
        ['create', 'rolebindings.rbac.authorization.k8s.io'],
      ]) {
        answers.push(await canI(kubeconfig, ...what));
      }
      expect([role, answers]).toEqual([role, allowed]);
      expect(await canI(kubeconfig, '*', '*')).toBe('no');

      const lasts = Date.parse(expiresAt) - Date.now();
      expect(lasts).toBeGreaterThan(500_000);
      expect(lasts).toBeLessThanOrEqual(605_000);
      const { users } = parse(kubeconfig);
      expect(users).toEqual([
        {
          name: expect.stringMatching(`^${role}-user-default-paula-`),
          user: { token: expect.any(String) },
        },
      ]);
      for (const { user } of parse(administrator).users) {
        for (const secret of Object.values<string>(user)) {
          expect(kubeconfig).not.toContain(secret);
        }
      }
    }
  });

  it('leads from no role to another one', async () => {
    await keep(await readFile(lab.adminKubeconfig, 'utf8'));
    const { account } = accessObjects({
      role: 'admin',
      subject: SUBJECT,
      rules: [],
    });
    await request('admin');
    const { kubeconfig } = await request('edit');
    const file = join(folder, 'edit');
    await writeFile(file, kubeconfig, { mode: 0o600 });
    const refusal = (...args: string[]) =>
      lab.kubectlAs(file, ...args).then(
        () => 'was allowed',
        (error: { stderr: string }) => error.stderr,
      );
    const there = `--namespace=${ACCESS_NAMESPACE}`;

    expect(
      await canI(
        kubeconfig,
        'impersonate',
        `serviceaccounts/${account}`,
        there,
      ),
    ).toBe('no');
    expect(
      await refusal(
        'get',
        'namespaces',
        `--as=system:serviceaccount:${ACCESS_NAMESPACE}:${account}`,
      ),
    ).toMatch(/User "\S+:edit-\S+" cannot impersonate/);
    expect(await refusal('create', 'token', account, there)).toContain(
      'cannot create resource "serviceaccounts/token"',
    );
    // In their own words, so that an API server that starts to let one through is seen.
    const guarded =
      'Access through the portal changes nothing in the namespace';
    const overrides = (serviceAccountName: string) =>
      `--overrides=${JSON.stringify({ spec: { serviceAccountName } })}`;
    for (const [place, serviceAccount] of [
      [ACCESS_NAMESPACE, account],
      ['kube-system', 'clusterrole-aggregation-controller'],
    ]) {
      expect(
        await refusal(
          'run',
          'way-in',
          '--image=busybox',
          `--namespace=${place}`,
          overrides(serviceAccount),
        ),
      ).toContain(`${guarded} ${place}`);
    }
    const secret = join(folder, 'secret.json');
    await writeFile(
      secret,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'kubernetes.io/service-account-token',
        metadata: {
          name: 'way-in',
          namespace: ACCESS_NAMESPACE,
          annotations: { 'kubernetes.io/service-account.name': account },
        },
      }),
    );
    expect(await refusal('create', '-f', secret)).toContain(guarded);
    // Where no accounts of others are, the role is what it was.
    expect(
      await refusal(
        'create',
        'configmap',
        'allowed',
        `--namespace=${namespace}`,
      ),
    ).toBe('was allowed');
  });

  it('lets an administrator of namespaces hand out the roles of Kubernetes, and nothing more', async () => {
    const { kubeconfig } = await request('admin');
    const file = join(folder, 'admin');
    await writeFile(file, kubeconfig, { mode: 0o600 });
    const bind = (role: string, where: string) =>
      lab
        .kubectlAs(
          file,
          'create',
          'rolebinding',
          `to-${role}`,
          `--clusterrole=${role}`,
          '--user=somebody',
          `--namespace=${where}`,
        )
        .then(
          () => 'was allowed',
          (error: { stderr: string }) => error.stderr,
        );
    expect(await bind('edit', namespace)).toBe('was allowed');
    expect(await bind('cluster-admin', namespace)).toContain(
      'attempting to grant RBAC permissions not currently held',
    );
    expect(await bind('edit', 'kube-system')).toContain(
      'changes nothing in the namespace kube-system',
    );
  });

  it('asks again for the same account, and keeps no token', async () => {
    await request('view');
    await request('view');
    const { items } = await lab.get<{ items: object[] }>(
      'secrets',
      `--namespace=${ACCESS_NAMESPACE}`,
    );
    expect(items).toEqual([]);
  });

  it('gives none of a cluster that is another by now', async () => {
    await expect(
      provider.access({
        desired: { ...desired, cluster: { ...desired.cluster, uid: 'other' } },
        role: 'view',
        subject: SUBJECT,
        seconds: 600,
      }),
    ).rejects.toMatchObject({ name: 'ProviderRefusedError' });
  });

  it('gives none for longer than a working day', async () => {
    await expect(request('view', 8 * 3600 + 1)).rejects.toThrow(
      'at most 8 hours',
    );
  });

  it('gives none of a cluster that is only observed', async () => {
    await expect(
      provider.access({
        desired: { ...desired, observeOnly: true },
        role: 'view',
        subject: SUBJECT,
        seconds: 600,
      }),
    ).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining('was imported'),
    });
  });

  it('says so where the API does not answer', async () => {
    const administrator = parse(await readFile(lab.adminKubeconfig, 'utf8'));
    administrator.clusters[0].cluster.server = 'https://127.0.0.1:1';
    await keep(stringify(administrator));
    await expect(request('view')).rejects.toMatchObject({
      name: 'ProviderUnreachableError',
      message: expect.stringContaining(desired.cluster.name),
    });
  });
});
