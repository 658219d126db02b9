import { stringify } from 'yaml';

/** A kubeconfig that knows one cluster and a token for it. */
export function toKubeconfig(options: {
  cluster: string;
  url: string;
  /** Base64. */
  authority: string;
  account: string;
  token: string;
}): string {
  const { cluster, url, authority, account, token } = options;
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': cluster,
    contexts: [{ name: cluster, context: { cluster, user: account } }],
    clusters: [
      {
        name: cluster,
        cluster: { server: url, 'certificate-authority-data': authority },
      },
    ],
    users: [{ name: account, user: { token } }],
  });
}
