import type { JsonObject } from '@backstage/types';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the lab is no package
import type { ManagementCluster as Lab } from '../../../../../test/management-cluster/lab';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the lab is no package
import { until } from '../../../../../test/management-cluster/until';
import { connectLab } from '../../__testUtils__/labProvider';
import { aBundle } from '../../classes/__testUtils__/classFiles';
import { classReadiness } from '../../classes/classReadiness';
import { ensureStamped } from '../../classes/ensureStamped';
import {
  memberAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { readLiveBundle } from '../../classes/readLiveBundle';
import { stampBundle } from '../../classes/stampBundle';
import { storedBundle } from '../../classes/storedBundle';
import type { ClassBundle, StampedClass } from '../../classes/types';
import { aDesiredState } from '../../cluster/__testUtils__/aDesiredState';
import { composeCluster } from '../../cluster/composeCluster';
import type { KubernetesObject, ManagementCluster } from '../../kubernetes';
import { findCurrentCondition } from '../../observe/clusterObjects';

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
const CONTROL_PLANE = 'controlplane.cluster.x-k8s.io/v1beta2';
/** A status that looks finished may be that of before: it has to stay so. */
const STEADY_MILLISECONDS = 6_000;

/** What a cluster is to be. */
export interface TeamsStep {
  /** Of the class. */
  change?: (text: string) => string;
  variables?: JsonObject;
  /** Of the pool `general`. */
  replicas?: number;
  version?: string;
}

/** A cluster on the class of `classFiles`, in a namespace of its own on the lab. */
export class LabTeamsCluster {
  readonly management: ManagementCluster;
  readonly namespace: string;
  #revision = 0;

  constructor(options: { lab: Lab; namespace: string }) {
    this.management = connectLab(options.lab.kubeconfig);
    this.namespace = options.namespace;
  }

  async live(): Promise<KubernetesObject> {
    const { namespace } = this;
    const cluster = { kind: 'Cluster', name: 'checkout', namespace };
    const live = await this.management.reader.get({
      apiVersion: CLUSTER_API,
      ...cluster,
    });
    return live!;
  }

  /** Puts the class there, and makes the Cluster of a step; `planned` is the class as the plan knew it before. */
  async compose(
    step: TeamsStep,
  ): Promise<{ object: KubernetesObject; planned: ClassBundle }> {
    const { reader, writer } = this.management;
    const { namespace } = this;
    const stamped = stampBundle(aBundle(step.change), { namespace });
    const planned = storedBundle(stamped, await this.#stored(stamped));
    await ensureStamped({
      reader,
      writer,
      stamped,
      instanceId: 'lab-portal',
    });
    await until('the class is ready', async () => {
      const live = await reader.get(stamped.reference);
      return classReadiness({ stamped, live }).length === 0;
    });
    this.#revision += 1;
    const { object, findings } = composeCluster({
      desired: toDesired(step, namespace),
      entry: {
        classes: './x',
        variables: step.variables ?? {},
        variablesByKubernetes: {},
        pools: {
          general: { class: 'default-worker' },
          gpu: { class: 'gpu-worker' },
        },
      },
      stamped,
      liveClass: await reader.get(stamped.reference),
      marks: {
        instanceId: 'lab',
        revision: this.#revision,
        idempotencyKey: `${this.#revision}`,
      },
    });
    if (!object || findings.length > 0) {
      throw new Error(JSON.stringify(findings));
    }
    return { object, planned };
  }

  /** The class that a Cluster is on, as it is there. */
  async bundleOf(cluster: KubernetesObject): Promise<ClassBundle> {
    const bundle = await readLiveBundle({
      reader: this.management.reader,
      namespace: this.namespace,
      className: textAt(cluster, ['spec', 'topology', 'classRef', 'name']),
    });
    return bundle!;
  }

  /** Pool of each machine, by UID. */
  async machines(): Promise<Map<string, string>> {
    const found = await this.#list('Machine');
    return new Map(
      found.map(({ metadata: { uid = '', labels = {} } }) => [
        uid,
        labels['topology.cluster.x-k8s.io/deployment-name'] ?? 'controlPlane',
      ]),
    );
  }

  /** Waits until everything is as wanted and seen by the controllers, and stays so. */
  async untilSteady(): Promise<void> {
    let since: number | undefined;
    await until(
      'the cluster is steady',
      async () => {
        since = (await this.#isSteady()) ? (since ?? Date.now()) : undefined;
        return since !== undefined && Date.now() - since > STEADY_MILLISECONDS;
      },
      { seconds: 240 },
    );
  }

  async #isSteady(): Promise<boolean> {
    const [sets, deployments, controlPlanes] = await Promise.all([
      this.#list('MachineSet'),
      this.#list('MachineDeployment'),
      this.#list('KubeadmControlPlane', CONTROL_PLANE),
    ]);
    const cluster = await this.live();
    const scaled = [...deployments, ...controlPlanes];
    return (
      scaled.length === 3 &&
      memberAt(cluster, ['status', 'phase']) === 'Provisioned' &&
      // Before it, what was written last has not reached the machines.
      findCurrentCondition(cluster, 'TopologyReconciled')?.status === 'True' &&
      [cluster, ...sets, ...scaled].every(isObserved) &&
      scaled.every(isComplete) &&
      scaled.every(object => versionOf(object) === versionOf(cluster))
    );
  }

  /** As the objects are, or as a dry run says that they would be. */
  async #stored(stamped: StampedClass): Promise<KubernetesObject[]> {
    const { reader, dryRunner } = this.management;
    return Promise.all(
      stamped.objects.map(async object => {
        const { apiVersion, kind, metadata } = object;
        const live = await reader.get({ apiVersion, kind, ...metadata });
        return live ?? (await dryRunner.apply(object)).object;
      }),
    );
  }

  #list(kind: string, apiVersion = CLUSTER_API): Promise<KubernetesObject[]> {
    const { namespace } = this;
    return this.management.reader.list({ apiVersion, kind, namespace });
  }
}

function toDesired({ version, replicas = 1 }: TeamsStep, namespace: string) {
  const state = aDesiredState();
  return aDesiredState({
    layers: state.layers.map(layer =>
      layer.kind === 'kubernetes' && version ? { ...layer, version } : layer,
    ),
    target: { ...state.target, namespace },
    nodePools: {
      controlPlane: { replicas: 1 },
      workers: [
        { name: 'gpu', replicas: 1 },
        { name: 'general', replicas },
      ],
    },
  });
}

function versionOf(object: KubernetesObject): string {
  return (
    textAt(object, ['spec', 'topology', 'version']) ||
    textAt(object, ['spec', 'template', 'spec', 'version']) ||
    textAt(object, ['spec', 'version'])
  );
}

function isObserved({ metadata, status }: KubernetesObject): boolean {
  return status?.observedGeneration === metadata.generation;
}

function isComplete({ spec, status }: KubernetesObject): boolean {
  return ['replicas', 'upToDateReplicas', 'readyReplicas'].every(
    count => status?.[count] === spec?.replicas,
  );
}
