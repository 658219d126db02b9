import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import type {
  Change,
  Cluster,
  ClusterLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import {
  CHECKOUT,
  startWorld,
  type World,
} from '../../plugins/cluster-profiles-backend/src/__testUtils__/startWorld';
import argoCdModule from '../../plugins/cluster-profiles-backend-module-argocd/src';
import { projectName } from '../../plugins/cluster-profiles-backend-module-argocd/src/application/names';
import clusterApiModule from '../../plugins/cluster-profiles-backend-module-cluster-api/src';
import { addOnPortalConfig, type WayIn } from './addOnPortalConfig';
import { managementCluster, type ManagementCluster } from './lab';
import { OwnCharts } from './OwnCharts';
import { type TestProfile, toProfileDocument } from './testProfile';
import { until } from './until';
import type { WorkloadCluster } from './workloadCluster';

const IN_ARGO_CD = '--namespace=argocd';

/**
 * A portal whose layers go through Argo CD of the lab. Layers are namespaces and all clusters of the lab are one, so names that
 * tests give become names of this portal alone.
 */
export class AddOnPortal {
  readonly lab: ManagementCluster;
  readonly workload: WorkloadCluster;
  /** Of Cluster API. */
  readonly namespace: string;
  /** Of all its names. */
  readonly suffix = randomBytes(3).toString('hex');
  readonly #layers = new Set<string>();
  readonly #clusters: string[] = [];
  readonly #ownCharts: readonly string[];
  readonly #registers: boolean;
  #charts?: OwnCharts;
  #world?: World;

  private constructor(options: {
    lab: ManagementCluster;
    namespace: string;
    ownCharts: readonly string[];
    registers: boolean;
  }) {
    this.lab = options.lab;
    this.workload = options.lab.workloadCluster();
    this.namespace = options.namespace;
    this.#ownCharts = options.ownCharts;
    this.#registers = options.registers;
  }

  static async start(options: {
    knex: Knex;
    /** Clusters that others made, by name. */
    imported: Record<string, WayIn>;
    /** Charts that profiles may name although nobody has them until `bringChart`. */
    ownCharts?: string[];
    /** Argo CD knows clusters by the portal, and not by their owners. */
    registers?: boolean;
    /** Charts are rendered, and their pinned bytes delivered from a mirror. */
    pins?: boolean;
    reconciler?: JsonObject;
    /** For one state of a change; 240. */
    patienceSeconds?: number;
  }): Promise<AddOnPortal> {
    const { knex, imported, ownCharts = [], registers = false } = options;
    const { patienceSeconds = 240, pins = false } = options;
    const lab = await managementCluster();
    const namespace = await lab.namespace();
    const portal = new AddOnPortal({
      lab,
      namespace,
      ownCharts,
      registers,
    });
    const named = (name: string) => portal.named(name);
    await portal.workload.releaseNodes();
    portal.#charts = await OwnCharts.create(lab.charts(), ownCharts.map(named));
    portal.#world = await startWorld({
      knex,
      features: [clusterApiModule, argoCdModule],
      patienceSeconds,
      config: {
        ...addOnPortalConfig({
          lab,
          named,
          namespace,
          imported,
          ownCharts: portal.#charts.library,
          registers,
          pins,
        }),
        reconciler: options.reconciler ?? {
          convergingSeconds: 0.5,
          restingSeconds: 2,
        },
      },
    });
    return portal;
  }

  get world(): World {
    return this.#world!;
  }

  /** What a name of the test is in this portal. */
  named(name: string): string {
    return `${name}-${this.suffix}`;
  }

  /** Puts a chart of its own into the lab's repositories; its content is that of one of the lab. */
  async bringChart(chart: string, like: string): Promise<void> {
    await this.#charts!.bring(this.named(chart), like);
  }

  /** Has Argo CD know a cluster of a target, and reach it there; the workload cluster if absent. */
  async register(
    cluster: string,
    target: string,
    connection: { server?: string; config?: JsonObject } = {},
  ): Promise<void> {
    const secret = (await this.workload.toArgoCdSecret({
      name: this.named(cluster),
      project: projectName(this.named(target)),
    })) as { stringData: JsonObject };
    const { server, config } = connection;
    await this.lab.apply([
      {
        ...secret,
        stringData: {
          ...secret.stringData,
          ...(server && { server }),
          ...(config && { config: JSON.stringify(config) }),
        },
      },
    ]);
    this.#clusters.push(cluster);
  }

  /** Imports a cluster that others made, and has Argo CD know it, unless the portal does. */
  async import(
    cluster: string,
    {
      target = 'legacy',
      ...connection
    }: { target?: 'legacy' | 'vault'; server?: string } = {},
  ): Promise<void> {
    if (!this.#registers) {
      await this.register(cluster, target, connection);
    }
    await this.world.apply({
      kind: 'import',
      cluster: this.named(cluster),
      owner: CHECKOUT,
      target: this.named(target),
    });
  }

  async publish(
    profile: TestProfile,
    files?: Record<string, string>,
  ): Promise<void> {
    profile.layers.forEach(({ name }) => this.#layers.add(this.named(name)));
    const document = toProfileDocument(profile, {
      named: name => this.named(name),
      ownCharts: this.#ownCharts,
    });
    const change = await this.world.propose('paula', {
      kind: 'publish',
      bundle: { document, files },
    });
    if (change.state !== 'awaiting-approval') {
      throw new Error(`${change.state}: ${change.stateReason}`);
    }
    await this.world.approve('pete', change);
    await this.world.until(change.id, state => state === 'applied');
  }

  /** Gives a cluster an add-on profile, and waits for the proof. */
  add(
    cluster: string,
    profile: TestProfile,
    parameters?: JsonObject,
  ): Promise<Change> {
    return this.world.apply(this.addition(cluster, profile, parameters));
  }

  addition(cluster: string, profile: TestProfile, parameters?: JsonObject) {
    const { name, version } = profile;
    return {
      kind: 'add-profile' as const,
      cluster: this.named(cluster),
      profile: { name, version },
      ...(parameters && { parameters }),
    };
  }

  cluster(cluster: string) {
    return this.world.cluster(this.named(cluster));
  }

  /** What the API says of a layer. */
  async layer(
    cluster: string,
    layer: string,
  ): Promise<ClusterLayer | undefined> {
    const { layers } = await this.cluster(cluster);
    return layers.find(({ name }) => name === this.named(layer));
  }

  /** Waits until the API says so of a layer. */
  async sees(
    cluster: string,
    layer: string,
    isSo: (layer: ClusterLayer | undefined) => boolean,
    seconds?: number,
  ): Promise<ClusterLayer | undefined> {
    let seen: ClusterLayer | undefined;
    await until(
      () => `${layer} of ${cluster} is as wanted: ${JSON.stringify(seen)}`,
      async () => {
        seen = await this.layer(cluster, layer);
        return isSo(seen);
      },
      { seconds },
    );
    return seen;
  }

  /** Waits until the API gives the words as the reason why a layer is not healthy. */
  async saysOf(
    cluster: string,
    layer: string,
    words: string | RegExp,
    seconds?: number,
  ): Promise<ClusterLayer> {
    const seen = await this.sees(
      cluster,
      layer,
      it => it?.observed?.message?.match(words) != null,
      seconds,
    );
    expect(seen?.observed?.health).not.toBe('Healthy');
    return seen!;
  }

  /** An object that a layer has on the workload cluster. */
  object<T>(layer: string, reference: string): Promise<T> {
    return this.workload.get<T>(reference, `--namespace=${this.named(layer)}`);
  }

  /** All that the layers have on the workload cluster, but what Kubernetes puts into every namespace. */
  async objects(...layers: string[]): Promise<string[]> {
    const found: string[] = [];
    for (const layer of layers) {
      const names = await this.workload.kubectl(
        'get',
        'deployments,daemonsets,statefulsets,services,configmaps,poddisruptionbudgets,persistentvolumeclaims,pods,jobs',
        '--output=name',
        '--ignore-not-found',
        `--namespace=${this.named(layer)}`,
      );
      found.push(
        ...names
          .split('\n')
          .filter(name => name && name !== 'configmap/kube-root-ca.crt')
          .map(name => name.replace(`-${this.suffix}`, '')),
      );
    }
    return found.sort();
  }

  /** Names of the Applications of a cluster. */
  async applications(cluster: string): Promise<string[]> {
    const names = await this.lab.kubectl(
      'get',
      'applications',
      IN_ARGO_CD,
      '--output=name',
      `--selector=clusterprofiles.io/cluster=${this.named(cluster)}`,
    );
    return names.split('\n').filter(Boolean);
  }

  /** Deletes the clusters that are left, and what Argo CD knows of them. */
  async stop(): Promise<void> {
    const { body } = await this.world.as('paula')('get', '/clusters');
    const left: Cluster[] = body.items;
    await Promise.all(
      left
        .filter(({ phase }) => phase !== 'deleting')
        .map(({ name }) => this.world.apply({ kind: 'delete', cluster: name })),
    );
    await this.world.stop();
    await this.lab.kubectl(
      'delete',
      IN_ARGO_CD,
      '--ignore-not-found',
      ...this.#clusters.map(cluster => `secret/${this.named(cluster)}`),
      `appproject/${projectName(this.named('legacy'))}`,
      `appproject/${projectName(this.named('factory'))}`,
    );
    if (this.#layers.size) {
      await this.workload.kubectl(
        'delete',
        'namespace',
        ...this.#layers,
        '--ignore-not-found',
        '--wait=false',
      );
    }
    await this.lab.removeNamespaces();
    await this.#charts!.remove();
  }
}
