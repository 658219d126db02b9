import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { KubernetesSignIn } from './toClusterEntity';

const OWN_KEY = 'catalog.providers.clusterProfiles.kubernetes';

/** Says at the start what the portal's Kubernetes plugin needs to find the clusters, and which of it is missing. */
export function announceKubernetesConfig(options: {
  config: RootConfigService;
  signIn?: KubernetesSignIn;
  logger: LoggerService;
}): void {
  const { config, signIn, logger } = options;
  const yaml = kubernetesConfig(signIn);
  logger.info(
    signIn
      ? `Clusters whose API answers are offered to the Kubernetes plugin, which needs this in app-config:\n${yaml}`
      : `Clusters are not offered to the Kubernetes plugin; to offer them, put this into app-config:\n${yaml}`,
  );
  if (signIn) {
    for (const missing of missingKeys(config, signIn)) {
      logger.warn(
        `The Kubernetes plugin does not find the clusters: ${missing}`,
      );
    }
  }
}

/** What both plugins need, as YAML that can be pasted. */
function kubernetesConfig(
  // The one that works on any cluster whose API server trusts the portal's identity provider.
  { authProvider, oidcTokenProvider }: KubernetesSignIn = {
    authProvider: 'oidc',
    oidcTokenProvider: 'okta',
  },
): string {
  return [
    'catalog:',
    '  providers:',
    '    clusterProfiles:',
    '      kubernetes:',
    `        authProvider: ${authProvider}`,
    ...(oidcTokenProvider
      ? [`        oidcTokenProvider: ${oidcTokenProvider}`]
      : []),
    'kubernetes:',
    '  serviceLocatorMethod:',
    '    type: multiTenant',
    '  clusterLocatorMethods:',
    '    - type: catalog',
  ].join('\n');
}

/** What keeps the plugin from the clusters, each with its key. */
function missingKeys(
  config: RootConfigService,
  signIn: KubernetesSignIn,
): string[] {
  const { authProvider, oidcTokenProvider } = signIn;
  const locators = config
    .getOptionalConfigArray('kubernetes.clusterLocatorMethods')
    ?.map(method => method.getOptionalString('type'));
  const provider = `auth.providers.${oidcTokenProvider}`;
  return [
    ...(config.has('kubernetes.serviceLocatorMethod.type')
      ? []
      : [
          'kubernetes.serviceLocatorMethod.type is missing, such as multiTenant',
        ]),
    ...(locators?.includes('catalog')
      ? []
      : ['kubernetes.clusterLocatorMethods has no entry with type: catalog']),
    ...(authProvider === 'oidc' && !oidcTokenProvider
      ? [`${OWN_KEY}.oidcTokenProvider is missing, which oidc needs`]
      : []),
    ...(authProvider === 'serviceAccount'
      ? [
          `${OWN_KEY}.authProvider is serviceAccount, which needs a token on each entity; name one that signs users in`,
        ]
      : []),
    ...(oidcTokenProvider && !config.has(provider)
      ? [`${provider} is missing, which issues the tokens`]
      : []),
  ];
}
