import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { parse } from 'yaml';
import type { Connection, WorkloadConnection } from '../config/types';

/** Errors: `ProviderUnreachableError`, without anything of what the files hold. */
export async function loadKubeConfig(
  connection: Connection | WorkloadConnection,
): Promise<KubeConfig> {
  const kubeConfig = new KubeConfig();
  switch (connection.way) {
    case 'kubeconfig':
      await loadFile(kubeConfig, connection);
      return kubeConfig;
    case 'serviceAccount':
      if (!process.env.KUBERNETES_SERVICE_HOST) {
        throw new ProviderUnreachableError(
          'serviceAccount is set, but the backend does not run in a Kubernetes pod',
        );
      }
      kubeConfig.loadFromCluster();
      return kubeConfig;
    case 'workload':
      kubeConfig.loadFromClusterAndUser(
        {
          name: 'cluster',
          server: connection.url,
          caData: connection.authority,
          skipTLSVerify: false,
        },
        {
          name: 'user',
          token: connection.token,
          certData: connection.certificate,
          keyData: connection.key,
        },
      );
      return kubeConfig;
    default:
      kubeConfig.loadFromClusterAndUser(
        {
          name: 'cluster',
          server: connection.url,
          caFile: connection.caFile,
          skipTLSVerify: false,
        },
        { name: 'user', authProvider: tokenFileProvider(connection.tokenFile) },
      );
      return kubeConfig;
  }
}

async function loadFile(
  kubeConfig: KubeConfig,
  { file, context }: Extract<Connection, { way: 'kubeconfig' }>,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch(error => {
    throw new ProviderUnreachableError(
      `the kubeconfig ${file} cannot be read (${error.code})`,
    );
  });
  try {
    kubeConfig.loadFromString(text);
    kubeConfig.makePathsAbsolute(dirname(file));
    addTokenFiles(kubeConfig, text, dirname(file));
  } catch {
    // The parser's own message quotes the file, and with it credentials
    throw new ProviderUnreachableError(
      `the kubeconfig ${file} is not a valid kubeconfig`,
    );
  }
  if (context) {
    kubeConfig.setCurrentContext(context);
  }
  const current = kubeConfig.getCurrentContext();
  if (!kubeConfig.getContextObject(current)) {
    const known = kubeConfig.getContexts().map(({ name }) => name);
    throw new ProviderUnreachableError(
      `the kubeconfig ${file} has no context "${current ?? ''}"; it has ${
        known.join(', ') || 'none'
      }`,
    );
  }
  if (!kubeConfig.getCurrentCluster() || !kubeConfig.getCurrentUser()) {
    throw new ProviderUnreachableError(
      `the kubeconfig ${file} lacks the cluster or the user of context "${current}"`,
    );
  }
}

interface KubeConfigDocument {
  users?: Array<{
    name: string;
    user?: { token?: string; tokenFile?: string };
  }>;
}

/** The client drops `tokenFile` of a user, which short-lived tokens come with. */
function addTokenFiles(
  kubeConfig: KubeConfig,
  text: string,
  folder: string,
): void {
  const { users = [] } = parse(text) as KubeConfigDocument;
  const files = new Map(
    users.flatMap(({ name, user }) =>
      user?.tokenFile ? [[name, resolve(folder, user.tokenFile)]] : [],
    ),
  );
  kubeConfig.users = kubeConfig.users.map(user => {
    const file = files.get(user.name);
    // As with kubectl, the file wins over a token beside it
    return file
      ? { ...user, token: undefined, authProvider: tokenFileProvider(file) }
      : user;
  });
}

function tokenFileProvider(tokenFile: string) {
  return { name: 'tokenFile', config: { tokenFile } };
}
