import { resourceEntityV1alpha1Validator } from '@backstage/catalog-model';
import {
  aCluster,
  aDesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { toClusterEntity } from './toClusterEntity';

const apiServer = {
  url: 'https://payments.example.com',
  certificateAuthority: 'Q0E=',
};

describe('toClusterEntity', () => {
  it('is a valid Resource that names what the cluster is', async () => {
    const entity = toClusterEntity({
      cluster: aCluster({ description: 'Card payments' }),
    });
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'payments-dev',
        namespace: 'default',
        description: 'Card payments',
        annotations: {
          'backstage.io/managed-by-location':
            'cluster-profiles:clusters/uid-payments-dev',
          'backstage.io/managed-by-origin-location':
            'cluster-profiles:clusters/uid-payments-dev',
          'clusterprofiles.io/cluster-uid': 'uid-payments-dev',
          'clusterprofiles.io/target': 'dev-eu1',
          'clusterprofiles.io/stage': 'development',
          'clusterprofiles.io/provider': 'simulator',
          'clusterprofiles.io/profile': 'production-base',
        },
      },
      spec: {
        type: 'kubernetes-cluster',
        owner: 'group:default/checkout',
        dependsOn: [
          'clusterprofile:default/production-base',
          'clusterprofile:default/observability',
        ],
      },
    });
    await expect(resourceEntityV1alpha1Validator.check(entity)).resolves.toBe(
      true,
    );
  });

  it('does not move when only the status does', () => {
    expect(
      toClusterEntity({
        cluster: aCluster({
          phase: 'degraded',
          phaseReason: 'x',
          drift: 'Drifted',
          behind: 3,
          revision: 9,
          updatedAt: '2027-01-01T00:00:00.000Z',
        }),
      }),
    ).toEqual(toClusterEntity({ cluster: aCluster() }));
  });

  it('has nothing that somebody may have put a secret into, nor what a place said', () => {
    const canary = 'canary-Zm9yIHlvdXIgZXllcyBvbmx5';
    const summary = aCluster({ phaseReason: `401 for Bearer ${canary}` });
    const cluster = {
      ...summary,
      desired: {
        ...aDesiredState(),
        parameters: { base: { password: canary } },
      },
      conditions: [{ type: 'Held', status: 'True', message: canary }],
      observed: { apiServer, message: canary },
    };
    const entity = toClusterEntity({
      cluster,
      kubernetes: { authProvider: 'aws' },
    });
    expect(JSON.stringify(entity)).not.toContain('canary');
  });

  it('carries the locator annotations once the API answers, and only if the portal can sign in', () => {
    const kubernetes = { authProvider: 'oidc', oidcTokenProvider: 'okta' };
    const names = (entity: ReturnType<typeof toClusterEntity>) =>
      Object.keys(entity.metadata.annotations!).filter(name =>
        name.startsWith('kubernetes.io/'),
      );

    expect(names(toClusterEntity({ cluster: aCluster(), kubernetes }))).toEqual(
      [],
    );
    expect(
      names(
        toClusterEntity({
          cluster: { ...aCluster(), observed: { apiServer } },
        }),
      ),
    ).toEqual([]);
    expect(
      toClusterEntity({
        cluster: { ...aCluster(), observed: { apiServer } },
        kubernetes,
      }).metadata.annotations,
    ).toMatchObject({
      'kubernetes.io/api-server': 'https://payments.example.com',
      'kubernetes.io/api-server-certificate-authority': 'Q0E=',
      'kubernetes.io/auth-provider': 'oidc',
      'kubernetes.io/oidc-token-provider': 'okta',
    });
    // The locator wants the key even where the address has a public certificate.
    expect(
      names(
        toClusterEntity({
          cluster: {
            ...aCluster(),
            observed: { apiServer: { url: apiServer.url } },
          },
          kubernetes: { authProvider: 'aws' },
        }),
      ),
    ).toHaveLength(3);
  });
});
