import { type ManagementCluster, managementCluster } from './lab';
import { until } from './until';

const OURS = { 'clusterprofiles.io/instance': 'test' };

describe('the portal in the namespace of Argo CD', () => {
  let lab: ManagementCluster;

  const inArgoCd = '--namespace=argocd';
  /** As the portal; gives what it prints, or why it was refused. */
  const portal = (...args: string[]) =>
    lab
      .kubectlAs(lab.kubeconfig, ...args, inArgoCd)
      .catch((error: { stderr: string }) => error.stderr);
  const apply = (...objects: object[]) =>
    lab.apply(objects, { as: lab.kubeconfig }).then(
      () => 'done',
      (error: { stderr: string }) => error.stderr,
    );
  const secret = (name: string, labels: Record<string, string>) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'argocd', labels },
    stringData: { any: 'thing' },
  });
  const project = (name: string, labels: Record<string, string>) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name, namespace: 'argocd', labels },
    spec: {},
  });

  beforeAll(async () => {
    lab = await managementCluster();
  });

  afterAll(async () => {
    await lab?.kubectl(
      'delete',
      'secret/access-test',
      'secret/access-test-other',
      'appproject/access-test',
      inArgoCd,
      '--ignore-not-found',
    );
  });

  it('writes what carries its label, and deletes it', async () => {
    // The API server takes a moment to know of the policy.
    await until('what is not its own is refused', async () =>
      (await apply(secret('access-test-other', {}))).includes('its label'),
    );
    expect(
      await apply(secret('access-test', OURS), project('access-test', OURS)),
    ).toBe('done');
    expect(await portal('get', 'appprojects')).toContain('access-test');
    expect(await portal('delete', 'secret/access-test')).toContain('deleted');
    expect(await portal('delete', 'appproject/access-test')).toContain(
      'deleted',
    );
  });

  it('neither reads Secrets nor touches what is not its own', async () => {
    expect(await portal('get', 'secrets')).toContain('Forbidden');
    expect(await portal('get', 'secret/argocd-secret')).toContain('Forbidden');
    for (const labels of [{}, OURS]) {
      expect(await apply(project('default', labels))).toContain('its label');
      expect(await apply(secret('argocd-secret', labels))).toContain(
        'its label',
      );
    }
    expect(await portal('delete', 'appproject/default')).toContain('its label');
    expect(await portal('delete', 'secret/argocd-secret')).toContain(
      'its label',
    );
    expect(await portal('get', 'configmaps')).toContain('Forbidden');
  });
});
