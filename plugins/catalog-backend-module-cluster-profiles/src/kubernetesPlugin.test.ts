import { mockServices } from '@backstage/backend-test-utils';
import { announceKubernetesConfig } from './kubernetesPlugin';
import type { KubernetesSignIn } from './toClusterEntity';

function announce(
  data: NonNullable<Parameters<typeof mockServices.rootConfig>[0]>['data'],
  signIn?: KubernetesSignIn,
) {
  const logger = mockServices.logger.mock();
  announceKubernetesConfig({
    config: mockServices.rootConfig({ data }),
    signIn,
    logger,
  });
  return {
    told: logger.info.mock.calls.map(([text]) => text),
    warned: logger.warn.mock.calls.map(([text]) => text),
  };
}

const OIDC = { authProvider: 'oidc', oidcTokenProvider: 'keycloak' };
const COMPLETE = {
  auth: { providers: { keycloak: {} } },
  kubernetes: {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      { type: 'config', clusters: [] },
      { type: 'catalog' },
    ],
  },
};

describe('announceKubernetesConfig', () => {
  it('prints once what the plugin needs, and is silent about what is there', () => {
    const { told, warned } = announce(COMPLETE, OIDC);
    expect(told).toEqual([
      `Clusters whose API answers are offered to the Kubernetes plugin, which needs this in app-config:
catalog:
  providers:
    clusterProfiles:
      kubernetes:
        authProvider: oidc
        oidcTokenProvider: keycloak
kubernetes:
  serviceLocatorMethod:
    type: multiTenant
  clusterLocatorMethods:
    - type: catalog`,
    ]);
    expect(warned).toEqual([]);
  });

  it('warns with each key that is missing', () => {
    expect(announce({}, OIDC).warned).toEqual([
      expect.stringContaining(
        'kubernetes.serviceLocatorMethod.type is missing',
      ),
      expect.stringContaining(
        'kubernetes.clusterLocatorMethods has no entry with type: catalog',
      ),
      expect.stringContaining('auth.providers.keycloak is missing'),
    ]);
    expect(
      announce(
        {
          kubernetes: {
            ...COMPLETE.kubernetes,
            clusterLocatorMethods: [{ type: 'config' }],
          },
        },
        { authProvider: 'aws' },
      ).warned,
    ).toEqual([expect.stringContaining('has no entry with type: catalog')]);
    expect(announce(COMPLETE, { authProvider: 'oidc' }).warned).toEqual([
      expect.stringContaining('kubernetes.oidcTokenProvider is missing'),
    ]);
    expect(
      announce(COMPLETE, { authProvider: 'serviceAccount' }).warned,
    ).toEqual([expect.stringContaining('name one that signs users in')]);
  });

  it('says how to offer the clusters where they are not, and warns of nothing', () => {
    const { told, warned } = announce({});
    expect(told).toEqual([expect.stringContaining('are not offered')]);
    expect(warned).toEqual([]);
  });
});
