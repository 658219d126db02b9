import { randomUUID } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  AddOnEngine,
  Checkpoints,
  ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ChangeContext } from '../../changes/ChangeContext';
import { DefaultChangeLifecycle } from '../../changes/DefaultChangeLifecycle';
import { createChangeHandler } from '../../changes/processChange';
import type { ClusterProfilesConfig } from '../../config/ClusterProfilesConfig';
import { applyMigrations } from '../../database/applyMigrations';
import { DefaultClusterPlanner } from '../../planning/DefaultClusterPlanner';
import { DatabaseProfileFiles } from '../../profiles/DatabaseProfileFiles';
import { DefaultPublications } from '../../profiles/DefaultPublications';
import type { LayerRepositories } from '../../profiles/repositories/LayerRepositories';
import { createReconciler } from '../../reconciler/createReconciler';
import { RecordKeys } from '../../record/RecordKeys';
import { StoredSourceBytes } from '../../sources/StoredSourceBytes';
import { claimWork } from '../../work/claimWork';
import { completeWork } from '../../work/completeWork';
import { failWork } from '../../work/failWork';
import { releaseWork } from '../../work/releaseWork';
import type { testClock } from '../../work/__testUtils__/testClock';
import type { WorkHandler, WorkItem, WorkKind } from '../../work/types';
import type { Database } from './Database';
import { directory } from './people';

export const LEASE_SECONDS = 30;

/** A piece of work that a process is in the middle of. */
export interface Job {
  item: WorkItem;
  leaseUntil: number;
  done: Promise<void>;
  abort: AbortController;
  resume(): void;
}

export interface Surroundings {
  database: Database;
  clock: ReturnType<typeof testClock>;
  config: ClusterProfilesConfig;
  repositories: LayerRepositories;
  providers: Map<string, ClusterProvider>;
  engines: Map<string, AddOnEngine>;
}

/** What a backend process is made of, driven by hand: it works when it is told to, and stops at a checkpoint when it is told to. */
export class Process {
  readonly context: ChangeContext;
  readonly jobs: Job[] = [];
  readonly #surroundings: Surroundings;
  readonly #handlers: Partial<Record<WorkKind, WorkHandler>>;
  /** Checkpoints until the work under way is held. */
  #countdown = 0;
  #hold?: (resume: () => void) => void;

  static async start(surroundings: Surroundings): Promise<Process> {
    await applyMigrations(surroundings.database.knex);
    return new Process(surroundings);
  }

  private constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    const { database, clock, config, providers, engines } = surroundings;
    const { knex } = database;
    const files = new DatabaseProfileFiles({ knex });
    const bytes = new StoredSourceBytes({ knex, mirror: config.mirror });
    const keys = RecordKeys.create([]);
    const logger = mockServices.logger.mock();
    const checkpoints: Checkpoints = { reach: () => this.#reach() };
    this.context = {
      knex,
      clock,
      config,
      instanceId: 'model',
      planner: new DefaultClusterPlanner({
        knex,
        targets: config.targets,
        providers,
        engines,
        files,
        bytes,
        instanceId: 'model',
      }),
      publications: new DefaultPublications({
        knex,
        repositories: surroundings.repositories,
        urlReader: mockServices.urlReader.mock(),
        limits: config.limits,
      }),
      directory,
      announce: async () => {},
      checkpoints,
      keys,
      logger,
      times: { moved: async () => {} },
      permissionsEnabled: true,
      whyNoAccess: () => undefined,
      wake: () => {},
    };
    const reconciler = createReconciler({
      knex,
      clock,
      checkpoints,
      logger,
      providers,
      engines,
      files,
      bytes,
      targets: config.targets,
      lifecycle: new DefaultChangeLifecycle(this.context),
      keys,
      instanceId: 'model',
      writeSwitch: { isWriting: async () => ({ writes: true }) },
      announce: async () => {},
      config: config.reconciler,
    });
    this.#handlers = {
      cluster: reconciler.handler,
      change: createChangeHandler(this.context),
    };
  }

  /** Claims what is due and works on it, to its end or until a checkpoint. False when nothing is due. */
  async work(
    kind: WorkKind,
    options: { holdAt?: number; fails?: (error: unknown) => void } = {},
  ): Promise<boolean> {
    const { clock, database } = this.#surroundings;
    const [item] = await claimWork(database.knex, {
      kind,
      limit: 1,
      leaseSeconds: LEASE_SECONDS,
      claimedBy: randomUUID(),
      clock,
    });
    if (!item) {
      return false;
    }
    const abort = new AbortController();
    const held = this.#untilHeld(options.holdAt ?? 0);
    const job: Job = {
      item,
      leaseUntil: clock.now().getTime() + LEASE_SECONDS * 1000,
      done: this.#run(item, abort.signal, options.fails),
      abort,
      resume: () => {},
    };
    this.jobs.push(job);
    await this.#advance(job, held);
    return true;
  }

  /** Goes on with what is held; `noticed`: its heartbeat has told it that its claim is lost. */
  async resume(job: Job, options: { noticed: boolean }): Promise<void> {
    if (
      options.noticed &&
      job.leaseUntil <= this.#surroundings.clock.now().getTime()
    ) {
      job.abort.abort(new Error('The claim is lost'));
    }
    job.resume();
    await this.#advance(job, new Promise(() => {}));
  }

  async #advance(job: Job, held: Promise<() => void>): Promise<void> {
    const resume = await Promise.race([job.done.then(() => undefined), held]);
    this.#countdown = 0;
    this.#hold = undefined;
    if (resume) {
      job.resume = resume;
    } else {
      this.jobs.splice(this.jobs.indexOf(job), 1);
    }
  }

  async #run(
    item: WorkItem,
    signal: AbortSignal,
    fails: (error: unknown) => void = () => {},
  ): Promise<void> {
    const { knex } = this.#surroundings.database;
    try {
      const outcome = await this.#handlers[item.kind]!(item, { signal });
      await completeWork(knex, { item, outcome });
    } catch (error) {
      if (signal.aborted) {
        await releaseWork(knex, { item });
        return;
      }
      fails(error);
      await failWork(knex, { item, error, clock: this.#surroundings.clock });
    }
  }

  #untilHeld(countdown: number): Promise<() => void> {
    this.#countdown = countdown;
    return new Promise(resolve => {
      this.#hold = resolve;
    });
  }

  async #reach(): Promise<void> {
    if (this.#countdown > 0) {
      this.#countdown -= 1;
      if (this.#countdown === 0) {
        await new Promise<void>(resume => this.#hold!(resume));
      }
    }
  }
}
