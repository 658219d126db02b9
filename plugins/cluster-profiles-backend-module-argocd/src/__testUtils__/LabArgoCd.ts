import { randomBytes, randomUUID } from 'node:crypto';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  connectApi,
  connectManagementCluster,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { EngineCluster } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { ManagementCluster } from '../../../../test/management-cluster/lab';
import { CLUSTER_UID_LABEL, readMarks } from '../application/marks';
import { projectName } from '../application/names';
import { MIRROR } from '../application/needs';
import { ArgoCdEngine } from '../ArgoCdEngine';
import { ChartRenderer } from '../render/ChartRenderer';
import { LabBytes } from './LabBytes';

const CLOCK = { now: () => new Date(), random: () => Math.random() };
const IN_ARGO_CD = '--namespace=argocd';

/** A cluster that Argo CD of the lab knows, and an engine with the portal's access. */
export class LabArgoCd {
  readonly engine: ArgoCdEngine;
  readonly bytes: LabBytes;
  readonly cluster: EngineCluster;
  readonly #lab: ManagementCluster;
  /** Layers are namespaces, and all clusters of the lab are one. */
  readonly #suffix = randomBytes(3).toString('hex');
  readonly #layers = new Set<string>();

  private constructor(lab: ManagementCluster) {
    this.#lab = lab;
    this.cluster = aDesiredState({
      cluster: { uid: randomUUID(), name: `shop-${this.#suffix}` },
      target: { name: `lab-${this.#suffix}`, addOnEngine: 'argocd' },
    });
    this.bytes = new LabBytes(lab.charts());
    this.engine = new ArgoCdEngine({
      clock: CLOCK,
      renderer: new ChartRenderer({ path: lab.charts().helmProgram }),
      repositories: new Map([
        ['charts', lab.charts().httpUrl],
        ['registry', lab.charts().ociUrl],
        [MIRROR, lab.charts().ociUrl.replace(/\/charts$/, '/mirror')],
      ]),
      instances: [
        {
          namespace: 'argocd',
          api: connectApi({
            name: 'The API of Argo CD',
            config: { ...lab.argocd(), timeoutSeconds: 10 },
            clock: CLOCK,
          }),
          management: connectManagementCluster({
            config: {
              name: 'lab',
              connection: { way: 'kubeconfig', file: lab.kubeconfig },
              requestTimeoutSeconds: 30,
            },
            clock: CLOCK,
          }),
        },
      ],
    });
  }

  static async create(lab: ManagementCluster): Promise<LabArgoCd> {
    const made = new LabArgoCd(lab);
    const { cluster, target } = made.cluster;
    await lab.workloadCluster().releaseNodes();
    await lab.apply([
      await lab.workloadCluster().toArgoCdSecret({
        name: cluster.name,
        project: projectName(target.name),
      }),
    ]);
    return made;
  }

  /** `name` becomes one that no other test has. */
  layer(
    name: string,
    { source, ...overrides }: Partial<DesiredLayer> = {},
  ): DesiredLayer {
    const layer = aLayer({
      version: '1.0.0',
      ...overrides,
      name: `${name}-${this.#suffix}`,
      source: {
        type: 'helm',
        repository: 'charts',
        chart: 'ingress',
        ...source,
      },
    });
    this.#layers.add(layer.name);
    return this.bytes.pin(layer);
  }

  /** All that its layers have on the cluster, but what Kubernetes puts into every namespace. */
  async objects(layer: DesiredLayer): Promise<string[]> {
    const { items } = await this.#lab.workloadCluster().get<{
      items: Array<{ kind: string; metadata: { name: string } }>;
    }>('deployments,services,configmaps,poddisruptionbudgets,pods,jobs', `--namespace=${layer.name}`);
    return items
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      .filter(object => object !== 'ConfigMap kube-root-ca.crt');
  }

  async cleanup(): Promise<void> {
    const { cluster, target } = this.cluster;
    const selector = `--selector=${CLUSTER_UID_LABEL}=${cluster.uid}`;
    const { items } = await this.#lab.get<{ items: KubernetesObject[] }>(
      'applications',
      IN_ARGO_CD,
      selector,
    );
    for (const { instanceId = '', layer = '' } of items.map(readMarks)) {
      await this.engine.prune({
        cluster: this.cluster,
        layer,
        marks: { instanceId, revision: 1_000, idempotencyKey: randomUUID() },
      });
    }
    await this.#lab.kubectl(
      'wait',
      'applications',
      IN_ARGO_CD,
      selector,
      '--for=delete',
      '--timeout=60s',
    );
    await this.#lab.kubectl(
      'delete',
      `secret/${cluster.name}`,
      `appproject/${projectName(target.name)}`,
      IN_ARGO_CD,
      '--ignore-not-found',
    );
    if (this.#layers.size) {
      await this.#lab
        .workloadCluster()
        .kubectl(
          'delete',
          'namespace',
          ...this.#layers,
          '--ignore-not-found',
          '--wait=false',
        );
    }
  }
}
