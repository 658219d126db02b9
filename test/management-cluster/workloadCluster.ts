import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Kubectl, kubectlAs } from './kubectl';

/** On a node: where its network is from. */
const NETWORK = 'lab.clusterprofiles.io/network';

/** A cluster that others made: real Kubernetes with three nodes, which wait for a network; kwok plays nodes and pods. */
export interface WorkloadCluster extends Kubectl {
  url: string;
  caFile: string;
  /** Of its administrator. */
  kubeconfig: string;
  /** Token of who delivers add-ons there, an administrator too. */
  tokenFile: string;
  /** A namespace of its own; gone with `removeNamespaces`. */
  namespace(): Promise<string>;
  removeNamespaces(): Promise<void>;
  /** A Secret by which Argo CD knows the cluster; to it each name is another cluster, so that one API server plays many. */
  toArgoCdSecret(options: { name: string; project?: string }): Promise<object>;
  /** Has the nodes be ready, as with a network that was there before. */
  releaseNodes(): Promise<void>;
  /** Has the nodes wait for the network layer, as at first. Only in files named `*.addons.outage.lab.ts`. */
  holdNodes(): Promise<void>;
}

export function workloadCluster(
  state: Pick<WorkloadCluster, 'url' | 'caFile' | 'kubeconfig' | 'tokenFile'>,
  tools: { program: string; folder: string },
): WorkloadCluster {
  const admin = kubectlAs(state.kubeconfig, tools);
  const namespaces: string[] = [];
  const waitForNodes = (status: string) =>
    admin.kubectl(
      'wait',
      'node',
      '--all',
      `--for=condition=Ready=${status}`,
      '--timeout=60s',
    );
  return {
    ...state,
    ...admin,

    async namespace() {
      const made = `test-${randomBytes(4).toString('hex')}`;
      await admin.kubectl('create', 'namespace', made);
      namespaces.push(made);
      return made;
    },

    async removeNamespaces() {
      const made = namespaces.splice(0);
      if (made.length) {
        await admin.kubectl('delete', 'namespace', ...made);
      }
    },

    async toArgoCdSecret({ name, project }) {
      const ca = await readFile(state.caFile);
      return {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name,
          namespace: 'argocd',
          labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
        },
        stringData: {
          name,
          ...(project && { project }),
          server: `${state.url}?${name}`,
          config: JSON.stringify({
            bearerToken: await readFile(state.tokenFile, 'utf8'),
            tlsClientConfig: { caData: ca.toString('base64') },
          }),
        },
      };
    },

    async releaseNodes() {
      await admin.kubectl(
        'annotate',
        'node',
        '--all',
        '--overwrite',
        `${NETWORK}=given`,
      );
      await waitForNodes('True');
    },

    async holdNodes() {
      await admin.kubectl('annotate', 'node', '--all', `${NETWORK}-`);
      await waitForNodes('False');
    },
  };
}
