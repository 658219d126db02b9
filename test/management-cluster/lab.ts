import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { type ArgoCd, argocd } from './argocd';
import { type Charts, charts } from './charts';
import { kubectlAs, withFile } from './kubectl';
import { until } from './until';
import { type WorkloadCluster, workloadCluster } from './workloadCluster';

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
  /** What add-ons need, in a lab with them: files that use it are named `*.addons.lab.ts`. */
  workloadCluster(): WorkloadCluster;
  argocd(): ArgoCd;
  charts(): Charts;
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
  const { kubectl: program, addOns, ...state } = JSON.parse(stdout);
  const tools = { program, folder: state.folder };
  const { kubectl, get } = kubectlAs(state.adminKubeconfig, tools);
  const portal = kubectlAs(state.kubeconfig, tools);
  const wantedAddOns = () => {
    if (!addOns) {
      throw new Error('The lab has no add-ons: ./dev lab up --addons');
    }
    return addOns;
  };
  const namespaces: string[] = [];

  return {
    ...state,
    kubectl,
    get,

    kubectlAs: (kubeconfig, ...args) =>
      kubectlAs(kubeconfig, tools).kubectl(...args),

    apply: (objects, { as = state.adminKubeconfig, fieldManager } = {}) =>
      kubectlAs(as, tools).apply(objects, { fieldManager }),

    async namespace() {
      const made = `test-${randomBytes(4).toString('hex')}`;
      await kubectl('create', 'namespace', made);
      namespaces.push(made);
      for (const role of [PORTAL, `${PORTAL}-force`]) {
        await kubectl(
          'create',
          'rolebinding',
          role,
          `--namespace=${made}`,
          `--clusterrole=${role}`,
          `--serviceaccount=${PORTAL}:${PORTAL}`,
        );
      }
      // The API server takes a moment to know of it.
      await until('the portal may work there', () =>
        portal
          .kubectl(
            'auth',
            'can-i',
            'patch',
            'clusters.cluster.x-k8s.io',
            `--namespace=${made}`,
          )
          .then(
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
        kubectlAs(kubeconfig, tools).kubectl(
          'patch',
          `node/${machine}`,
          '--type=merge',
          '--patch',
          JSON.stringify({ status: { conditions: [SILENT] } }),
        ),
      );
    },

    workloadCluster: () => workloadCluster(wantedAddOns().workload, tools),
    argocd: () => argocd(wantedAddOns().argocd),
    charts: () => charts(wantedAddOns().charts, lab),
  };
}

/** What the control plane says of a node that it has not heard of for a while. */
const SILENT = {
  type: 'Ready',
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
};
