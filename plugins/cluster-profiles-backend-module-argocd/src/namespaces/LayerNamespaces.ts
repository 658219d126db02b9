import type {
  KubernetesObject,
  WorkloadCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type Clock,
  type Leftovers,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { clearNamespace } from './clearNamespace';
import { connectDelivery } from './connectDelivery';
import { guardNamespaces } from './guardNamespaces';
import {
  broughtNamespaces,
  leftNamespaces,
  namespaceMarks,
} from './layerNamespaceMarks';

type Workload = Pick<WorkloadCluster, 'reader' | 'writer'>;

/** Sees to the namespaces of a layer that goes from a cluster that stays, or drops some: none goes with what is of somebody else. */
export class LayerNamespaces {
  readonly #leftovers: Leftovers;
  readonly #cluster: string;
  readonly #clock: Clock;
  readonly #signal?: AbortSignal;

  constructor(options: {
    leftovers: Leftovers;
    /** Name of it. */
    cluster: string;
    clock: Clock;
    signal?: AbortSignal;
  }) {
    this.#leftovers = options.leftovers;
    this.#cluster = options.cluster;
    this.#clock = options.clock;
    this.#signal = options.signal;
  }

  marksFor(application: KubernetesObject): Record<string, string> {
    return namespaceMarks(application);
  }

  /** Whether Argo CD leaves those that the chart brings; only who has a way in can have it do so. */
  async areGuarded(application: KubernetesObject): Promise<boolean> {
    const namespaces = broughtNamespaces(application);
    const { access } = this.#leftovers;
    return (
      !access ||
      namespaces.length === 0 ||
      guardNamespaces({
        workload: await this.#connect(access),
        namespaces,
        reason: 'layer-goes',
        signal: this.#signal,
      })
    );
  }

  /**
   * Of those that a version no longer brings, or may not where nobody knows what it does. Says that they stay. False while Argo CD
   * may not know that yet.
   */
  async areLeft(
    application: KubernetesObject,
    brings: readonly string[] | undefined,
  ): Promise<boolean> {
    const { tell, access } = this.#leftovers;
    const namespaces = broughtNamespaces(application).filter(
      name => !brings?.includes(name),
    );
    if (!access || namespaces.length === 0) {
      return true;
    }
    const guarded = await guardNamespaces({
      workload: await this.#connect(access),
      namespaces,
      reason: brings ? 'version-drops' : 'version-may-drop',
      signal: this.#signal,
    });
    if (guarded) {
      await tell(
        brings
          ? `Left with what is in it, although this version no longer brings it: ${named(namespaces)}`
          : `Stays with what is in it if this version no longer brings it, which is not known here: ${named(namespaces)}`,
      );
    }
    return guarded;
  }

  /** Of an Application whose other objects are gone. Says what stays. False while that is not known yet. */
  async areCleared(application: KubernetesObject): Promise<boolean> {
    const { tell, access } = this.#leftovers;
    const namespaces = leftNamespaces(application);
    if (!access) {
      await tell(
        `${named(namespaces)} may stay: the portal has no way in to look at what else is there`,
      );
      return true;
    }
    try {
      const workload = await this.#connect(access);
      const outcomes = [];
      for (const namespace of namespaces) {
        outcomes.push(
          await clearNamespace({
            workload,
            namespace,
            since: application.metadata.creationTimestamp!,
            leavingSince: application.metadata.deletionTimestamp!,
            now: this.#clock.now(),
            signal: this.#signal,
          }),
        );
      }
      if (outcomes.includes('later')) {
        return false;
      }
      const stays = outcomes.flatMap(outcome =>
        typeof outcome === 'object' ? [outcome.stays] : [],
      );
      if (stays.length > 0) {
        await tell(stays.join('; '));
      }
      return true;
    } catch (error) {
      if (!(error instanceof ProviderRefusedError)) {
        throw error;
      }
      await tell(`${named(namespaces)} may stay: ${error.message}`);
      return true;
    }
  }

  async #connect(access: NonNullable<Leftovers['access']>): Promise<Workload> {
    return connectDelivery(await access(), {
      name: this.#cluster,
      clock: this.#clock,
    });
  }
}

function named(namespaces: readonly string[]): string {
  return `${namespaces.length > 1 ? 'Namespaces' : 'Namespace'} ${namespaces.join(', ')}`;
}
