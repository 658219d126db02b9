import type { AccessAttributes } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkArgoCd } from './checkArgoCd';

describe('checkArgoCd', () => {
  async function check(
    overrides: {
      kinds?: string[];
      namespace?: object | 'forbidden';
      denied?: (attributes: AccessAttributes) => boolean;
      version?: string;
    } = {},
  ) {
    const {
      kinds = ['Application', 'AppProject', 'ApplicationSet'],
      denied = () => false,
      version,
    } = overrides;
    const found =
      'namespace' in overrides ? overrides.namespace : { metadata: {} };
    const findings = await checkArgoCd({
      namespace: 'argocd',
      ...(version && { api: { get: async () => ({ Version: version }) } }),
      management: {
        name: 'main',
        reader: {
          kinds: async () => kinds.map(kind => ({ kind })),
          get: async () => {
            if (found === 'forbidden') {
              throw new ProviderRefusedError('forbidden');
            }
            return found;
          },
          canI: async (attributes: AccessAttributes) => !denied(attributes),
        } as any,
      },
    });
    return findings.map(
      ({ severity, code, message }) => `${severity} ${code}: ${message}`,
    );
  }

  it('has nothing to say where all is well, or where it may not look at the namespace', async () => {
    await expect(check()).resolves.toEqual([]);
    await expect(check({ namespace: 'forbidden' })).resolves.toEqual([]);
  });

  it('blocks where there is no Argo CD', async () => {
    await expect(check({ kinds: ['Application'] })).resolves.toEqual([
      'block argocd-missing: The API server of Argo CD instance "main" does not serve AppProject of argoproj.io/v1alpha1.',
    ]);
    await expect(check({ namespace: undefined })).resolves.toEqual([
      'block argocd-namespace-missing: Namespace argocd, in which Argo CD is to be, does not exist.',
    ]);
  });

  it('tells the version where the API is known', async () => {
    await expect(check({ version: 'v3.2.11' })).resolves.toEqual([
      'ok argocd-version: Argo CD instance "main" has version 3.2.11.',
    ]);
  });

  it('names each verb that is missing, and only warns of Secrets', async () => {
    await expect(
      check({
        denied: ({ resource, verb }) =>
          (resource === 'applications' && verb === 'watch') ||
          (resource === 'secrets' && verb === 'create'),
      }),
    ).resolves.toEqual([
      'block argocd-access-missing: The portal may not watch applications.argoproj.io in namespace argocd',
      'warn argocd-access-missing: The portal may not create secrets in namespace argocd',
    ]);
  });
});
