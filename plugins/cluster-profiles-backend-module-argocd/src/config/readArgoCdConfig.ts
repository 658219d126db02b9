import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  readApi,
  readPlace,
  refuseDoubles,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { MIRROR } from '../application/needs';
import type {
  ArgoCdConfig,
  ArgoCdInstanceConfig,
  RepositoryLogin,
} from './ArgoCdConfig';

const INSTANCES = 'clusterProfiles.argocd.instances';
const REPOSITORIES = 'clusterProfiles.argocd.repositories';
const LAYER_REPOSITORIES = 'clusterProfiles.repositories';
const MIRROR_URL = 'clusterProfiles.mirror.url';
const HELM = 'clusterProfiles.argocd.helm';
const SCHEMES = ['https:', 'http:', 'oci:'];

/** Errors: `InputError` with the path of the key. */
export function readArgoCdConfig(config: RootConfigService): ArgoCdConfig {
  const instances = (config.getOptionalConfigArray(INSTANCES) ?? []).map(
    (entry, index) => readInstance(entry, `${INSTANCES}[${index}]`),
  );
  refuseDoubles(
    instances.map(({ name }) => name),
    INSTANCES,
  );
  checkTargets(instances);
  const repositories = (config.getOptionalConfigArray(REPOSITORIES) ?? []).map(
    (entry, index) => ({
      name: entry.getString('name'),
      url: readUrl(entry, `${REPOSITORIES}[${index}]`),
    }),
  );
  refuseDoubles(
    repositories.map(({ name }) => name),
    REPOSITORIES,
  );
  return {
    instances,
    repositories: new Map(
      [...readShared(config), ...repositories].map(({ name, url }) => [
        name,
        url,
      ]),
    ),
    helm: {
      path: config.getOptionalString(`${HELM}.path`),
      apiVersions: config.getOptionalStringArray(`${HELM}.apiVersions`) ?? [],
    },
    logins: readLogins(config),
  };
}

/** What is said there is said once: Argo CD pulls from the same address unless it is told another one. */
function readShared(
  config: RootConfigService,
): Array<{ name: string; url: string }> {
  const entries = config.getOptionalConfigArray(LAYER_REPOSITORIES) ?? [];
  const mirror = config.getOptionalString(MIRROR_URL);
  return [
    ...entries
      .filter(entry => ['helm', 'oci'].includes(entry.getString('type')))
      .map(entry => ({
        name: entry.getString('name'),
        url: entry.getString('url'),
      })),
    ...(mirror === undefined
      ? []
      : [{ name: MIRROR, url: mirror.replace(/\/+$/, '') }]),
  ];
}

function readInstance(entry: Config, path: string): ArgoCdInstanceConfig {
  const targets = entry.getOptionalStringArray('targets');
  const api = readApi(entry, path, 'api');
  return {
    ...readPlace(entry, path),
    namespace: entry.getOptionalString('namespace') ?? 'argocd',
    ...(targets && { targets }),
    ...(api && { api }),
  };
}

/** Each target has one Argo CD. */
function checkTargets(instances: readonly ArgoCdInstanceConfig[]): void {
  const servedBy = new Map<string, number>();
  let servesTheRest: number | undefined;
  instances.forEach(({ targets }, index) => {
    if (!targets) {
      if (servesTheRest !== undefined) {
        throw new InputError(
          `${INSTANCES}[${index}].targets is missing; only one instance may serve all targets that no other names`,
        );
      }
      servesTheRest = index;
    }
    for (const target of targets ?? []) {
      const other = servedBy.get(target);
      if (other !== undefined) {
        throw new InputError(
          `${INSTANCES}[${index}].targets names "${target}", as does ${INSTANCES}[${other}]`,
        );
      }
      servedBy.set(target, index);
    }
  });
}

/** With which the portal itself reads charts. Not that of the mirror, which may push. */
function readLogins(config: RootConfigService): Map<string, RepositoryLogin> {
  return new Map(
    (config.getOptionalConfigArray(LAYER_REPOSITORIES) ?? []).flatMap(entry => {
      const username = entry.getOptionalString('username');
      const password = entry.getOptionalString('password');
      return username && password
        ? [[entry.getString('name'), { username, password }]]
        : [];
    }),
  );
}

function readUrl(entry: Config, path: string): string {
  const url = entry.getString('url');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    !parsed ||
    !SCHEMES.includes(parsed.protocol) ||
    parsed.username ||
    parsed.password
  ) {
    // The value stays out of the message: it may hold a password
    throw new InputError(
      `${path}.url must be https://, http:// or oci://host[:port][/path] without user and password`,
    );
  }
  return url;
}
