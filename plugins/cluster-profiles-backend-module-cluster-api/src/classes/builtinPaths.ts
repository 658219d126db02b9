type Tree = { [name: string]: true | Tree };

const METADATA: Tree = { metadata: { labels: true, annotations: true } };
const WORKERS: Tree = {
  ...METADATA,
  version: true,
  class: true,
  name: true,
  topologyName: true,
  replicas: true,
  bootstrap: { configRef: { name: true } },
  infrastructureRef: { name: true },
};

const BUILTINS: Tree = {
  cluster: {
    ...METADATA,
    name: true,
    namespace: true,
    uid: true,
    topology: {
      version: true,
      class: true,
      classNamespace: true,
      classRef: { name: true, namespace: true },
    },
    network: { serviceDomain: true, services: true, pods: true },
  },
  controlPlane: {
    ...METADATA,
    version: true,
    name: true,
    replicas: true,
    machineTemplate: { infrastructureRef: { name: true } },
  },
  machineDeployment: WORKERS,
  machinePool: WORKERS,
};

/** Whether Cluster API has such a builtin variable; the path starts after `builtin`. */
export function isBuiltin(path: readonly string[]): boolean {
  let tree: true | Tree = BUILTINS;
  for (const name of path) {
    if (tree === true) {
      return true;
    }
    if (!Object.hasOwn(tree, name)) {
      return false;
    }
    tree = tree[name];
  }
  return true;
}
