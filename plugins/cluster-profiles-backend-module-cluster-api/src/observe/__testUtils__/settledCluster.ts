import type {
  ClusterApiCondition,
  ClusterObjects,
  LiveMachine,
  LiveScaled,
} from '../clusterObjects';

const NAME = 'checkout';
const NAMESPACE = 'team-a';
const OWNED = {
  'cluster.x-k8s.io/cluster-name': NAME,
  'topology.cluster.x-k8s.io/owned': '',
};

/** Conditions of a Cluster at rest, as Cluster API 1.14 writes them. */
const AT_REST: Record<string, ClusterApiCondition['status']> = {
  Available: 'True',
  ControlPlaneAvailable: 'True',
  ControlPlaneInitialized: 'True',
  ControlPlaneMachinesReady: 'True',
  ControlPlaneMachinesUpToDate: 'True',
  Deleting: 'False',
  InfrastructureReady: 'True',
  Paused: 'False',
  Remediating: 'False',
  RemoteConnectionProbe: 'True',
  RollingOut: 'False',
  ScalingDown: 'False',
  ScalingUp: 'False',
  TopologyReconciled: 'True',
  WorkerMachinesReady: 'True',
  WorkerMachinesUpToDate: 'True',
  WorkersAvailable: 'True',
};

/** A Cluster of one control plane machine and two workers that is all it should be. */
export function settledCluster(
  options: { version?: string; generation?: number } = {},
): ClusterObjects {
  const { version = 'v1.34.1', generation = 3 } = options;
  const template = {
    version,
    bootstrap: {
      configRef: { kind: 'KubeadmConfigTemplate', name: `${NAME}-md-0-zx9` },
    },
    infrastructureRef: { kind: 'DevMachineTemplate', name: `${NAME}-md-0-q7f` },
  };
  return {
    cluster: {
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      kind: 'Cluster',
      metadata: {
        name: NAME,
        namespace: NAMESPACE,
        uid: 'cluster-uid',
        generation,
        creationTimestamp: '2026-11-23T00:00:00Z',
      },
      spec: {
        controlPlaneEndpoint: { host: '127.0.0.1', port: 20004 },
        controlPlaneRef: {
          apiGroup: 'controlplane.cluster.x-k8s.io',
          kind: 'KubeadmControlPlane',
          name: `${NAME}-k2x7p`,
        },
        infrastructureRef: {
          apiGroup: 'infrastructure.cluster.x-k8s.io',
          kind: 'DevCluster',
          name: `${NAME}-5nmvq`,
        },
        topology: {
          classRef: { name: 'in-memory-0123456789' },
          version,
          controlPlane: { replicas: 1 },
          workers: {
            machineDeployments: [
              { name: 'general', class: 'default-worker', replicas: 2 },
            ],
          },
        },
      },
      status: {
        conditions: Object.entries(AT_REST).map(([type, status]) => ({
          type,
          status,
          reason: type,
          message: '',
          observedGeneration: generation,
          lastTransitionTime: '2026-11-23T00:01:00Z',
        })),
        controlPlane: { ...counts(1), versions: [{ version }] },
        workers: { ...counts(2), versions: [{ version }] },
      },
    },
    controlPlane: scaled('KubeadmControlPlane', `${NAME}-k2x7p`, 1),
    machineDeployments: [
      withTemplate(scaled('MachineDeployment', `${NAME}-general-hq2`, 2)),
    ],
    machineSets: [
      ownedBy(
        withTemplate(scaled('MachineSet', `${NAME}-general-hq2-9tz`, 2)),
        'MachineDeployment',
        `${NAME}-general-hq2`,
      ),
    ],
    machines: [
      machine(`${NAME}-k2x7p-aa111`, {
        'cluster.x-k8s.io/control-plane': '',
      }),
      ...['bb222', 'cc333'].map(suffix =>
        ownedBy(
          machine(`${NAME}-general-hq2-9tz-${suffix}`, {
            'topology.cluster.x-k8s.io/deployment-name': 'general',
          }),
          'MachineSet',
          `${NAME}-general-hq2-9tz`,
        ),
      ),
    ],
  };

  function ownedBy<T extends LiveScaled | LiveMachine>(
    object: T,
    kind: string,
    name: string,
  ): T {
    const ownerReferences = [
      {
        apiVersion: 'cluster.x-k8s.io/v1beta2',
        kind,
        name,
        uid: `${name}-uid`,
        controller: true,
      },
    ];
    return { ...object, metadata: { ...object.metadata, ownerReferences } };
  }

  function withTemplate(object: LiveScaled): LiveScaled {
    return {
      ...object,
      metadata: {
        ...object.metadata,
        labels: {
          ...OWNED,
          'topology.cluster.x-k8s.io/deployment-name': 'general',
        },
      },
      spec: { ...object.spec, template: { spec: structuredClone(template) } },
    };
  }

  function machine(name: string, labels: Record<string, string>): LiveMachine {
    return {
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      kind: 'Machine',
      metadata: {
        name,
        namespace: NAMESPACE,
        uid: `${name}-uid`,
        generation: 1,
        labels: { ...OWNED, ...labels },
      },
      spec: { version },
      status: {
        nodeInfo: { kubeletVersion: version },
        conditions: [
          { type: 'Ready', status: 'True', reason: 'Ready', message: '' },
          { type: 'UpToDate', status: 'True', reason: 'UpToDate', message: '' },
        ],
      },
    };
  }
}

function scaled(kind: string, name: string, replicas: number): LiveScaled {
  return {
    apiVersion:
      kind === 'KubeadmControlPlane'
        ? 'controlplane.cluster.x-k8s.io/v1beta2'
        : 'cluster.x-k8s.io/v1beta2',
    kind,
    metadata: {
      name,
      namespace: NAMESPACE,
      uid: `${name}-uid`,
      generation: 2,
      labels: OWNED,
    },
    spec: { replicas },
    status: {
      observedGeneration: 2,
      ...counts(replicas),
      conditions: [
        { type: 'Paused', status: 'False', reason: 'NotPaused', message: '' },
      ],
    },
  };
}

function counts(replicas: number) {
  return { replicas, readyReplicas: replicas, upToDateReplicas: replicas };
}

/** Overwrites one condition of an object. */
export function setCondition(
  object: { status?: { conditions?: ClusterApiCondition[] } },
  type: string,
  change: Partial<ClusterApiCondition>,
): void {
  Object.assign(
    object.status!.conditions!.find(it => it.type === type)!,
    change,
  );
}
