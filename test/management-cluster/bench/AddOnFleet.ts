import {
  canonicalDigest,
  type Change,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { Knex } from 'knex';
import { SPEC_DIGEST_ANNOTATION } from '../../../plugins/cluster-profiles-backend-module-argocd/src/application/marks';
import { projectName } from '../../../plugins/cluster-profiles-backend-module-argocd/src/application/names';
import { inParallel } from '../../benchmarks/inParallel';
import { AddOnPortal } from '../AddOnPortal';
import type { TestLayer, TestProfile } from '../testProfile';

const IN_ARGO_CD = '--namespace=argocd';
/** On what is written beside the portal, with the name of the run. */
export const RUN = 'bench.clusterprofiles.io/run';

const AT_ONCE = 4;
/** For one change of a cluster, while all of them are being changed. */
const PATIENCE_SECONDS = 900;

/** Four waves, with hooks, an agent on each node and a volume. */
const LAYERS: TestLayer[] = [
  { name: 'ingress', chart: 'ingress' },
  { name: 'legacy', chart: 'legacy' },
  { name: 'monitoring', chart: 'monitoring', dependsOn: ['ingress'] },
  { name: 'autoscaler', chart: 'autoscaler', dependsOn: ['ingress'] },
  { name: 'backup', chart: 'backup', dependsOn: ['legacy'] },
  { name: 'database', chart: 'database', dependsOn: ['backup'] },
  { name: 'cache', chart: 'registry-cache', dependsOn: ['monitoring'] },
  {
    name: 'inner',
    chart: 'ingress',
    dependsOn: ['cache', 'database'],
    drift: { mode: 'correct' },
  },
];

/** Clusters that others made. All are one API server, so the layers of each have names of their own. */
export class AddOnFleet {
  readonly portal: AddOnPortal;
  readonly clusters: string[];
  #additions: Change[] = [];

  private constructor(portal: AddOnPortal, clusters: string[]) {
    this.portal = portal;
    this.clusters = clusters;
  }

  /** Imports so many. Afterwards every chart was pulled once. */
  static async start(knex: Knex, count: number): Promise<AddOnFleet> {
    const clusters = Array.from({ length: count }, (_, index) => `c${index}`);
    const all = [...clusters, 'warm'];
    const portal = await AddOnPortal.start({
      knex,
      imported: Object.fromEntries(all.map(name => [name, {}])),
      // As where nothing is configured.
      reconciler: { convergingSeconds: 2, restingSeconds: 60 },
      patienceSeconds: PATIENCE_SECONDS,
    });
    await inParallel(AT_ONCE, all.length, async index => {
      await portal.publish(profileOf(all[index]));
      await portal.import(all[index]);
    });
    const fleet = new AddOnFleet(portal, clusters);
    await portal.add('warm', profileOf('warm'));
    await fleet.#remove(['warm']);
    return fleet;
  }

  /** By its names in `LAYERS`, as the names are in profiles. */
  layer(cluster: string, name: string): string {
    return `${name}-${cluster}`;
  }

  /** Has it accepted that each cluster gets its profile. Nothing is written yet. */
  async plan(): Promise<void> {
    const { world } = this.portal;
    await this.#setWrites(false);
    this.#additions = await Promise.all(
      this.clusters.map(async cluster => {
        const { id } = await world.propose(
          'alice',
          this.portal.addition(cluster, profileOf(cluster)),
        );
        return world.until(id, state => state === 'accepted');
      }),
    );
  }

  /** Seconds until every cluster is proven to run its profile, from the first write on. */
  async timeDelivery(): Promise<number> {
    const { world } = this.portal;
    const since = performance.now();
    await this.#setWrites(true);
    for (const { id } of this.#additions) {
      await world.until(id, state => state === 'applied');
    }
    return (performance.now() - since) / 1000;
  }

  async #setWrites(writes: boolean): Promise<void> {
    const put = this.portal.world.as('paula');
    const { status, text } = await put('put', '/write-switch', { writes });
    if (status !== 200) {
      throw new Error(text);
    }
  }

  /**
   * The Applications of each cluster, in the waves that the portal writes them in, as those of clusters and layers of other names:
   * what Argo CD has kept of these ones must not help. It knows those clusters afterwards.
   */
  async copyWaves(): Promise<KubernetesObject[][][]> {
    const { lab, workload } = this.portal;
    const project = projectName(this.portal.named('legacy'));
    const { spec } = await lab.get<KubernetesObject>(
      `appproject/${project}`,
      IN_ARGO_CD,
    );
    const metadata = { name: project, namespace: 'argocd' };
    const copies = [
      this.#copy({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AppProject',
        metadata,
        spec,
      }),
    ];
    const waves: KubernetesObject[][][] = [];
    for (const cluster of this.clusters) {
      const secret = await workload.toArgoCdSecret({
        name: this.portal.named(cluster),
        project,
      });
      copies.push(this.#copy(secret as KubernetesObject));
      waves.push(await this.#wavesOf(cluster));
    }
    await lab.apply(copies);
    return waves;
  }

  async #wavesOf(cluster: string): Promise<KubernetesObject[][]> {
    const { items } = await this.portal.lab.get<{ items: KubernetesObject[] }>(
      'applications',
      IN_ARGO_CD,
      `--selector=clusterprofiles.io/cluster=${this.portal.named(cluster)}`,
    );
    const find = (layer: string) =>
      items.find(
        ({ metadata }) =>
          metadata.labels?.['clusterprofiles.io/layer'] ===
          this.portal.named(this.layer(cluster, layer)),
      )!;
    return namesInWaves().map(names =>
      names.map(name => this.#copy(find(name))),
    );
  }

  /** Without what the API server and Argo CD add, and without labels by which the portal would take it for its own. */
  #copy(object: KubernetesObject): KubernetesObject {
    const { status: _, metadata, ...rest } = object;
    const { name, namespace, labels = {}, annotations, finalizers } = metadata;
    const kept = Object.entries(labels).filter(([key]) =>
      key.startsWith('argocd.argoproj.io/'),
    );
    const text = JSON.stringify({
      ...rest,
      metadata: {
        name,
        namespace,
        annotations,
        finalizers,
        labels: { ...Object.fromEntries(kept), [RUN]: this.run },
      },
    });
    const { suffix } = this.portal;
    const copy: KubernetesObject = JSON.parse(
      text.replaceAll(`-${suffix}`, `-${suffix}b`),
    );
    if (copy.metadata.annotations?.[SPEC_DIGEST_ANNOTATION]) {
      copy.metadata.annotations[SPEC_DIGEST_ANNOTATION] = canonicalDigest(
        copy.spec,
      );
    }
    return copy;
  }

  /** Of what is written beside the portal. */
  get run(): string {
    return `${this.portal.suffix}b`;
  }

  /** Removes what was delivered. */
  clear(): Promise<void> {
    return this.#remove(this.clusters);
  }

  async #remove(clusters: string[]): Promise<void> {
    await Promise.all(
      clusters.map(cluster =>
        this.portal.world.apply({
          kind: 'remove-profile',
          cluster: this.portal.named(cluster),
          profile: profileOf(cluster).name,
        }),
      ),
    );
  }

  async stop(): Promise<void> {
    // Argo CD needs the others to take down what they brought.
    for (const kind of ['applications', 'appprojects,secrets']) {
      await this.portal.lab.kubectl(
        'delete',
        kind,
        IN_ARGO_CD,
        `--selector=${RUN}=${this.run}`,
        '--timeout=10m',
      );
    }
    await this.portal.stop();
  }
}

/** Layers of one wave wait for nothing but earlier waves. */
function namesInWaves(): string[][] {
  const waves: string[][] = [];
  const done = new Set<string>();
  while (done.size < LAYERS.length) {
    const wave = LAYERS.filter(
      ({ name, dependsOn = [] }) =>
        !done.has(name) && dependsOn.every(other => done.has(other)),
    ).map(({ name }) => name);
    wave.forEach(name => done.add(name));
    waves.push(wave);
  }
  return waves;
}

function profileOf(cluster: string): TestProfile {
  const named = (layer: string) => `${layer}-${cluster}`;
  return {
    name: `add-ons-${cluster}`,
    version: '1.0.0',
    layers: LAYERS.map(({ name, dependsOn, ...layer }) => ({
      ...layer,
      name: named(name),
      ...(dependsOn && { dependsOn: dependsOn.map(named) }),
    })),
  };
}
