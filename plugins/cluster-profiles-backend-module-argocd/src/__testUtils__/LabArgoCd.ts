import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  connectApi,
  connectManagementCluster,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  DeliveryAccess,
  EngineCluster,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { ManagementCluster } from '../../../../test/management-cluster/lab';
import {
  CLUSTER_UID_LABEL,
  readMarks,
  TARGET_LABEL,
} from '../application/marks';
import { projectName } from '../application/names';
import { MIRROR } from '../application/needs';
import { ArgoCdEngine } from '../ArgoCdEngine';
import { LayerRenderer } from '../render/LayerRenderer';
import { LabBytes } from './LabBytes';
import type { RepositoryLogin } from '../config/ArgoCdConfig';

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

  private constructor(
    lab: ManagementCluster,
    login: RepositoryLogin | undefined,
  ) {
    this.#lab = lab;
    this.cluster = aDesiredState({
      cluster: { uid: randomUUID(), name: `shop-${this.#suffix}` },
      target: { name: `lab-${this.#suffix}`, addOnEngine: 'argocd' },
    });
    this.bytes = new LabBytes(lab.charts());
    this.engine = new ArgoCdEngine({
      clock: CLOCK,
      renderer: new LayerRenderer({ path: lab.charts().helmProgram }),
      repositories: new Map([
        ['charts', lab.charts().httpUrl],
        ['registry', lab.charts().ociUrl],
        [MIRROR, lab.charts().mirrorUrl],
      ]),
      logins: new Map(
        login ? ['charts', 'registry'].map(name => [name, login]) : [],
      ),
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

  static async create(
    lab: ManagementCluster,
    {
      byHand = false,
      login,
    }: {
      /** The cluster is registered as its owner would. */
      byHand?: boolean;
      /** Of both repositories. */
      login?: RepositoryLogin;
    } = {},
  ): Promise<LabArgoCd> {
    const made = new LabArgoCd(lab, login);
    const { cluster, target } = made.cluster;
    const workload = lab.workloadCluster();
    await workload.releaseNodes();
    if (byHand) {
      const project = projectName(target.name);
      await lab.apply([
        await workload.toArgoCdSecret({ name: cluster.name, project }),
      ]);
    } else {
      await made.engine.register({
        cluster: made.cluster,
        access: await made.access(),
        marks: made.marks(1),
      });
    }
    return made;
  }

  /** How its provider would say that add-ons get to the cluster. */
  async access(): Promise<DeliveryAccess> {
    const { url, caFile, tokenFile } = this.#lab.workloadCluster();
    return {
      server: url,
      certificateAuthority: await readFile(caFile, 'utf8'),
      token: await readFile(tokenFile, 'utf8'),
      expiresAt: new Date(Date.now() + 48 * 3_600_000).toISOString(),
    };
  }

  marks(revision: number, instanceId = 'contract'): WriteMarks {
    return { instanceId, revision, idempotencyKey: randomUUID() };
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
      'secrets,appprojects',
      IN_ARGO_CD,
      `--selector=${TARGET_LABEL}=${target.name}`,
    );
    await this.#lab.kubectl(
      'delete',
      `secret/${cluster.name}`,
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
