import { randomUUID } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import { noBytes } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { applyMigrations } from '../../../plugins/cluster-profiles-backend/src/database/applyMigrations';
import { RecordKeys } from '../../../plugins/cluster-profiles-backend/src/record/RecordKeys';
import { createReconciler } from '../../../plugins/cluster-profiles-backend/src/reconciler/createReconciler';
import { seedCluster } from '../../../plugins/cluster-profiles-backend/src/reconciler/__testUtils__/seedCluster';
import { storedLifecycle } from '../../../plugins/cluster-profiles-backend/src/reconciler/__testUtils__/storedLifecycle';
import { WorkPump } from '../../../plugins/cluster-profiles-backend/src/work/WorkPump';
import { ClusterApiProvider } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/ClusterApiProvider';
import {
  labFiles,
  labState,
  labTarget,
} from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/labState';
import { connectLab } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/labProvider';
import { workOnce } from '../../benchmarks/workOnce';

const clock: Clock = { now: () => new Date(), random: Math.random };
const logger = mockServices.rootLogger({ level: 'warn' });

/** Reconciler and provider as a portal has them, on clusters whose creation was accepted. */
export class BenchPortal {
  readonly #knex: Knex;
  readonly #namespace: string;
  readonly #reconciler: ReturnType<typeof createReconciler>;
  #pump?: WorkPump;

  constructor(options: { knex: Knex; kubeconfig: string; namespace: string }) {
    const { knex, kubeconfig, namespace } = options;
    this.#knex = knex;
    this.#namespace = namespace;
    const provider = new ClusterApiProvider({
      clock,
      places: [{ management: connectLab(kubeconfig), namespaces: [namespace] }],
    });
    this.#reconciler = createReconciler({
      knex,
      clock,
      logger,
      checkpoints: { reach: async () => {} },
      providers: new Map([[provider.id, provider]]),
      engines: new Map(),
      files: labFiles,
      bytes: noBytes,
      targets: [labTarget(namespace)],
      lifecycle: storedLifecycle(knex, clock),
      keys: RecordKeys.create([]),
      instanceId: 'bench',
      writeSwitch: { isWriting: async () => ({ writes: true }) },
      announce: async () => {},
      wake: () => this.#pump?.wake(),
      config: {
        convergingSeconds: 2,
        restingSeconds: 60,
        concurrency: 10,
        leaseSeconds: 30,
      },
    });
  }

  static async create(options: {
    knex: Knex;
    kubeconfig: string;
    namespace: string;
  }): Promise<BenchPortal> {
    await applyMigrations(options.knex);
    return new BenchPortal(options);
  }

  /** Has the creation of clusters accepted and due, once somebody works on them. */
  async accept(
    names: string[],
    state: Partial<DesiredState> = {},
  ): Promise<void> {
    const target = labTarget(this.#namespace);
    for (const name of names) {
      const { cluster, ...desired } = labState(target);
      await seedCluster(this.#knex, {
        desired: {
          ...desired,
          ...state,
          cluster: { ...cluster, uid: randomUUID(), name },
        },
      });
    }
  }

  /** Works on so many clusters that are due, on each once. */
  async workOnce(count: number, concurrency: number): Promise<void> {
    await workOnce({
      knex: this.#knex,
      clock,
      logger,
      handler: this.#reconciler.handler,
      count,
      concurrency,
    });
  }

  /** Works as a portal does, until it is stopped. */
  start(): void {
    this.#pump = new WorkPump({
      knex: this.#knex,
      clock,
      logger,
      leaseSeconds: 30,
      concurrency: { cluster: 10 },
      handlers: { cluster: this.#reconciler.handler },
    });
    this.#pump.start();
    this.#reconciler.start();
  }

  async stop(): Promise<void> {
    await this.#reconciler.stop();
    await this.#pump?.stop();
  }
}
