import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { composeClusterSecret } from './composeClusterSecret';

describe('composeClusterSecret', () => {
  it('names cluster, project and address, and what Argo CD gets in with', () => {
    const secret = composeClusterSecret({
      cluster: aDesiredState(),
      access: {
        server: 'https://shop.example:6443/',
        certificateAuthority: 'PEM',
        token: 'canary',
        expiresAt: '2026-01-03T00:00:00.000Z',
      },
      registration: {
        registeredAt: '2026-01-01T00:00:00.000Z',
        renewAt: '2026-01-02T00:00:00.000Z',
      },
      marks: { instanceId: 'portal', revision: 7 },
      namespace: 'argocd',
    });
    expect(secret).toMatchObject({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: expect.stringMatching(/^clusterprofiles-checkout-dev-\w{8}$/),
        namespace: 'argocd',
        labels: {
          'argocd.argoproj.io/secret-type': 'cluster',
          'clusterprofiles.io/instance': 'portal',
          'clusterprofiles.io/cluster-uid':
            '00000000-0000-4000-8000-000000000001',
          'clusterprofiles.io/cluster': 'checkout-dev',
          'clusterprofiles.io/target': 'dev-eu1',
        },
        annotations: {
          'clusterprofiles.io/revision': '7',
          'clusterprofiles.io/registered-at': '2026-01-01T00:00:00.000Z',
          'clusterprofiles.io/renew-at': '2026-01-02T00:00:00.000Z',
        },
      },
    });
    const data = Object.fromEntries(
      Object.entries(secret.data as Record<string, string>).map(
        ([key, value]) => [key, Buffer.from(value, 'base64').toString()],
      ),
    );
    expect(data).toEqual({
      name: 'checkout-dev',
      project: 'clusterprofiles-dev-eu1',
      server:
        'https://shop.example:6443?clusterprofiles=00000000-0000-4000-8000-000000000001',
      config: expect.any(String),
    });
    expect(JSON.parse(data.config)).toEqual({
      bearerToken: 'canary',
      tlsClientConfig: { caData: Buffer.from('PEM').toString('base64') },
    });
  });
});
