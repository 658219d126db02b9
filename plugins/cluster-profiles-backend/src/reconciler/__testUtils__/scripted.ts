import {
  layerDigest,
  type DesiredState,
  type ObservedCluster,
  type ObservedLayer,
  type ObservedMachine,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  HeldError,
  type AddOnEngine,
  type ClusterProvider,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** What a provider would see once everything is as desired. */
export function observedAsDesired(
  desired: DesiredState,
  revision: number,
  overrides: Partial<ObservedCluster> = {},
): ObservedCluster {
  const version = desired.layers.find(
    ({ kind }) => kind === 'kubernetes',
  )!.version;
  const { controlPlane, workers } = desired.nodePools;
  const pools = [
    { name: 'controlPlane', replicas: controlPlane.replicas },
    ...workers,
  ];
  return {
    instanceId: 'here',
    revision,
    current: true,
    apiReachable: true,
    deleting: false,
    paused: desired.paused,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Ready',
        message: '',
        lastTransitionTime: '2026-01-01T00:00:00.000Z',
      },
    ],
    machines: pools.flatMap(({ name, replicas }) =>
      Array.from({ length: replicas }, (_, index): ObservedMachine => ({
        name: `${name}-${index + 1}`,
        pool: name,
        kubernetesVersion: version,
        ready: true,
        upToDate: true,
        deleting: false,
      })),
    ),
    layers: layersAsDesired(desired, ['os', 'kubernetes']),
    leftovers: [],
    ...overrides,
  };
}

/** Layers of some kinds, healthy at what is desired. */
export function layersAsDesired(
  desired: DesiredState,
  kinds: readonly string[] = ['network', 'storage', 'addon'],
): ObservedLayer[] {
  return desired.layers
    .filter(({ kind }) => kinds.includes(kind))
    .map(layer => ({
      name: layer.name,
      version: layer.version,
      digest: layerDigest(layer),
      health: 'Healthy',
      drift: 'InSync',
    }));
}

/** A provider and engine that do at once what they are told, and remember every write. */
export class ScriptedWorld {
  readonly clusters = new Map<
    string,
    { desired: DesiredState; marks: WriteMarks }
  >();
  readonly layers = new Map<string, Map<string, ObservedLayer>>();
  /** Every write that took effect: its kind and idempotency key. */
  readonly writes: string[] = [];
  /** Thrown by the next calls, by name of the method such as `provider.observe`. */
  readonly errors: Record<string, Error> = {};
  /** Layers that differ as soon as they are applied. */
  readonly drifts = new Set<string>();
  /** Called before each method, to change something at that moment. */
  onCall: (method: string) => void | Promise<void> = () => {};
  /** Bends what the provider sees. */
  bend: (observed: ObservedCluster) => ObservedCluster = observed => observed;

  readonly provider: ClusterProvider = {
    id: 'simulator',
    layerKinds: ['os', 'kubernetes'],
    preflight: async () => [],
    preview: async () => ({
      objects: { created: [], changed: [], removed: [] },
      machinesReplaced: [],
      findings: [],
    }),
    apply: async ({ desired, marks }) => {
      await this.#call('provider.apply');
      this.#checkMarks(desired.cluster.uid, marks);
      this.clusters.set(desired.cluster.uid, { desired, marks });
      this.writes.push(`apply ${marks.idempotencyKey}`);
    },
    observe: async ({ desired }) => {
      await this.#call('provider.observe');
      const live = this.clusters.get(desired.cluster.uid);
      return (
        live &&
        this.bend(
          observedAsDesired(live.desired, live.marks.revision, {
            instanceId: live.marks.instanceId,
          }),
        )
      );
    },
    delete: async ({ desired, marks }) => {
      await this.#call('provider.delete');
      this.#checkMarks(desired.cluster.uid, marks);
      this.clusters.delete(desired.cluster.uid);
      this.writes.push(`delete ${marks.idempotencyKey}`);
    },
  };

  readonly engine: AddOnEngine = {
    id: 'simulator',
    render: async () => [],
    apply: async ({ cluster, layer, marks }) => {
      await this.#call('engine.apply');
      const held = this.layers.get(cluster.cluster.uid) ?? new Map();
      held.set(layer.name, {
        name: layer.name,
        version: layer.version,
        digest: layerDigest(layer),
        health: 'Healthy',
        drift: this.drifts.has(layer.name) ? 'Drifted' : 'InSync',
      });
      this.layers.set(cluster.cluster.uid, held);
      this.writes.push(`layer ${marks.idempotencyKey}`);
    },
    observe: async ({ cluster }) => {
      await this.#call('engine.observe');
      return [...(this.layers.get(cluster.cluster.uid)?.values() ?? [])];
    },
    prune: async ({ cluster, layer, marks }) => {
      await this.#call('engine.prune');
      this.layers.get(cluster.cluster.uid)?.delete(layer);
      this.writes.push(`prune ${marks.idempotencyKey}`);
    },
  };

  async #call(method: string): Promise<void> {
    await this.onCall(method);
    if (this.errors[method]) {
      throw this.errors[method];
    }
  }

  #checkMarks(uid: string, marks: WriteMarks): void {
    const live = this.clusters.get(uid)?.marks;
    if (live && live.revision > marks.revision) {
      throw new HeldError(
        `Live revision ${live.revision} is higher than ${marks.revision}`,
      );
    }
  }
}
