/* eslint-disable @backstage/no-relative-monorepo-imports -- the lab is no package, and the proof that counts is the reconciler's own */
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DesiredState,
  ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ProviderPreview,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { findObstacles } from '../../../cluster-profiles-backend/src/reconciler/findObstacles';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../../test/management-cluster/lab';
import { until } from '../../../../test/management-cluster/until';
import type { ClusterApiProvider } from '../ClusterApiProvider';
import { FIELD_MANAGER, type KubernetesObject } from '../kubernetes';
import { labProvider } from './labProvider';
import { labFiles, labState, labTarget } from './labState';

const PATIENCE_MS = 240_000;

/** One cluster in a namespace of the lab, as the reconciler sees and writes it. */
export class LabCluster {
  readonly lab: ManagementCluster;
  readonly namespace: string;
  /** What it is to be at first. */
  readonly initial: DesiredState;
  /** Steps that asked for another write. */
  readonly nextApplies: string[] = [];
  /** Called with each look, and after each write. */
  onLook: (observed: ObservedCluster) => void = () => {};
  onWrite: () => Promise<void> = async () => {};
  #provider: ClusterApiProvider;
  #revision = 0;

  constructor(options: { lab: ManagementCluster; namespace: string }) {
    const { lab, namespace } = options;
    this.lab = lab;
    this.namespace = namespace;
    this.#provider = labProvider({ kubeconfig: lab.kubeconfig, namespace });
    this.initial = labState(labTarget(namespace));
  }

  static async start(): Promise<LabCluster> {
    const lab = await managementCluster();
    return new LabCluster({ lab, namespace: await lab.namespace() });
  }

  get provider(): ClusterApiProvider {
    return this.#provider;
  }

  /** Another provider takes over, which remembers nothing. */
  restart(): void {
    const { lab, namespace } = this;
    this.#provider = labProvider({ kubeconfig: lab.kubeconfig, namespace });
  }

  get name(): string {
    return this.initial.cluster.name;
  }

  async live(...options: string[]): Promise<KubernetesObject> {
    return this.lab.get<KubernetesObject>(
      'clusters.cluster.x-k8s.io',
      this.name,
      `--namespace=${this.namespace}`,
      ...options,
    );
  }

  /** When we wrote last, and how often the specification changed: the status moves by itself. */
  async ownWrite(): Promise<{ generation?: number; time?: string }> {
    const { metadata } = await this.live('--show-managed-fields');
    const own = metadata.managedFields?.find(
      ({ manager }) => manager === FIELD_MANAGER,
    );
    return { generation: metadata.generation, time: own?.time };
  }

  async preview(desired: DesiredState): Promise<ProviderPreview> {
    return this.provider.preview({ desired, files: labFiles });
  }

  marks(overrides: Partial<WriteMarks> = {}): WriteMarks {
    return {
      instanceId: 'lab-portal',
      revision: this.#revision,
      idempotencyKey: `${this.#revision}`,
      ...overrides,
    };
  }

  /** Writes a state as the next revision. */
  async write(desired: DesiredState): Promise<void> {
    this.#revision += 1;
    await this.rewrite(desired);
  }

  async rewrite(desired: DesiredState): Promise<void> {
    await this.provider.apply({
      desired,
      marks: this.marks(),
      files: labFiles,
    });
    await this.onWrite();
  }

  /** Writes a state as the next revision, and waits for the proof that it runs. */
  async reach(desired: DesiredState): Promise<ObservedCluster> {
    await this.write(desired);
    return this.untilProven(desired);
  }

  async untilProven(desired: DesiredState): Promise<ObservedCluster> {
    const obstacles = (observed: ObservedCluster | undefined) =>
      observed?.nextApply
        ? []
        : findObstacles({
            revision: this.#revision,
            desired,
            observed,
            engineLayers: [],
            providerLayerKinds: this.provider.layerKinds,
            earlierLayers: [],
          }).map(({ message }) => message);
    for (;;) {
      const observed = await this.until(desired, obstacles);
      if (!observed!.nextApply) {
        return observed!;
      }
      this.nextApplies.push(observed!.nextApply);
      await this.rewrite(desired);
    }
  }

  async delete(desired: DesiredState): Promise<void> {
    this.#revision += 1;
    await this.provider.delete({ desired, marks: this.marks() });
  }

  /** Secrets go with the garbage collector, which takes its time. */
  async untilNothingIsLeft(desired: DesiredState): Promise<void> {
    await this.untilGone(desired);
    await until('nothing is left', async () => {
      const left = await this.lab.kubectl(
        'get',
        'clusters.cluster.x-k8s.io,machines.cluster.x-k8s.io,kubeadmcontrolplanes,kubeadmconfigs,devclusters,devmachines,secrets',
        `--namespace=${this.namespace}`,
        '--output=name',
      );
      return left === '';
    });
  }

  async untilGone(desired: DesiredState): Promise<void> {
    await this.until(desired, observed => (observed ? observed.leftovers : []));
  }

  /** Looks until nothing is missing any more. */
  async until(
    desired: DesiredState,
    missing: (observed: ObservedCluster | undefined) => string[],
    /** Done before each look. */
    { before }: { before?: () => Promise<void> } = {},
  ): Promise<ObservedCluster | undefined> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      await before?.();
      const observed = await this.provider.observe({ desired });
      if (observed) {
        this.onLook(observed);
      }
      const left = missing(observed);
      if (left.length === 0) {
        return observed;
      }
      if (Date.now() > deadline) {
        throw new Error(`Not reached: ${left.join('; ')}`);
      }
      await sleep(500);
    }
  }
}
