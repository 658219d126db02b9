import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until';

const run = promisify(execFile);
const dev = resolve(__dirname, '../../scripts/dev.mjs');
const PORTAL = 'cluster-profiles';

/** The lab that runs, for tests. */
export interface ManagementCluster {
  url: string;
  caFile: string;
  /** Of the portal, with the access that the docs ask for. */
  kubeconfig: string;
  /** A token of the portal, as in `kubeconfig`. */
  tokenFile: string;
  adminKubeconfig: string;
  /** Folder with the state and the logs. */
  folder: string;
  /** Sources of Cluster API, in Go's cache. */
  clusterApiModule: string;
  clusterApiTestModule: string;
  /** As the administrator; gives what it prints. */
  kubectl(...args: string[]): Promise<string>;
  kubectlAs(kubeconfig: string, ...args: string[]): Promise<string>;
  /** As the administrator, such as `get('machines', '--namespace=a')`. */
  get<T>(...args: string[]): Promise<T>;
  /** Applies objects as a person with kubectl does, by default the administrator. */
  apply(
    objects: object[],
    options?: { as?: string; fieldManager?: string },
  ): Promise<void>;
  /** A namespace of its own that the portal may work in; gone with `removeNamespaces`. */
  namespace(): Promise<string>;
  /** Deletes what `namespace` made, and waits until it is gone. */
  removeNamespaces(): Promise<void>;
  /** Ends a part as a crash does, such as `kube-apiserver`. Only in files named `*.outage.lab.ts`, which run alone. */
  kill(part: string): Promise<void>;
  /** Starts it again, and waits until it is ready. */
  restart(part: string): Promise<void>;
  /** Has a machine of a cluster stop answering, as when its power is cut. */
  killMachine(machine: {
    namespace: string;
    cluster: string;
    name: string;
  }): Promise<void>;
}

/** The lab of this checkout, which `./dev lab test` or `./dev lab up` has started; `name` is that of another one. */
export async function managementCluster(
  name = process.env.CLUSTER_PROFILES_LAB ?? 'lab',
): Promise<ManagementCluster> {
  const lab = (...args: string[]) =>
    run(process.execPath, [dev, 'lab', ...args, '--name', name]);
  const { stdout } = await lab('status', '--json').catch(() => {
    throw new Error(`There is no lab that is ready: ./dev lab up`);
  });
  const { kubectl: program, ...state } = JSON.parse(stdout);
  const kubectlAs = async (kubeconfig: string, ...args: string[]) => {
    const cache = join(state.folder, 'kubectl');
    const options = ['--kubeconfig', kubeconfig, '--cache-dir', cache];
    const result = await run(program, [...options, ...args], {
      maxBuffer: 64e6,
    });
    return result.stdout;
  };
  const kubectl = (...args: string[]) =>
    kubectlAs(state.adminKubeconfig, ...args);
  const get = async <T>(...args: string[]): Promise<T> =>
    JSON.parse(await kubectl('get', ...args, '--output=json'));
  /** Has a command read a file that is gone afterwards. */
  const withFile = async <T>(
    content: string | Buffer,
    action: (file: string) => Promise<T>,
  ): Promise<T> => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-file-'));
    try {
      const file = join(folder, 'file');
      await writeFile(file, content, { mode: 0o600 });
      return await action(file);
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  const namespaces: string[] = [];

  return {
    ...state,
    kubectl,
    kubectlAs,
    get,

    async apply(
      items,
      { as = state.adminKubeconfig, fieldManager = 'kubectl' } = {},
    ) {
      const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
      await withFile(list, file =>
        kubectlAs(
          as,
          'apply',
          '--server-side',
          `--field-manager=${fieldManager}`,
          `--filename=${file}`,
        ),
      );
    },

    async namespace() {
      const made = `test-${randomBytes(4).toString('hex')}`;
      await kubectl('create', 'namespace', made);
      namespaces.push(made);
      await kubectl(
        'create',
        'rolebinding',
        PORTAL,
        `--namespace=${made}`,
        `--clusterrole=${PORTAL}`,
        `--serviceaccount=${PORTAL}:${PORTAL}`,
      );
      // The API server takes a moment to know of it.
      await until('the portal may work there', () =>
        kubectlAs(
          state.kubeconfig,
          'auth',
          'can-i',
          'patch',
          'clusters.cluster.x-k8s.io',
          `--namespace=${made}`,
        ).then(
          () => true,
          () => false,
        ),
      );
      return made;
    },

    async removeNamespaces() {
      const made = namespaces.splice(0);
      for (const namespace of made) {
        // Clusters first: without them their machines could not be taken down.
        await kubectl(
          'delete',
          'clusters.cluster.x-k8s.io',
          '--all',
          `--namespace=${namespace}`,
        );
      }
      if (made.length) {
        await kubectl('delete', 'namespace', ...made);
      }
    },

    async kill(part) {
      await lab('kill', part);
    },

    async restart(part) {
      await lab('restart', part);
    },

    async killMachine({ namespace, cluster, name: machine }) {
      const secret = await get<{ data: { value: string } }>(
        `secret/${cluster}-kubeconfig`,
        `--namespace=${namespace}`,
      );
      await withFile(Buffer.from(secret.data.value, 'base64'), kubeconfig =>
        // Nodes in memory are called as their machines.
        kubectlAs(
          kubeconfig,
          'patch',
          `node/${machine}`,
          '--type=merge',
          '--patch',
          JSON.stringify({ status: { conditions: [SILENT] } }),
        ),
      );
    },
  };
}

/** What the control plane says of a node that it has not heard of for a while. */
const SILENT = {
  type: 'Ready',
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
};
