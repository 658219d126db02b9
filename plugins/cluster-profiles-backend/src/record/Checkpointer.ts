import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';
import { CheckpointFile } from './CheckpointFile';
import type { RecordKeys } from './RecordKeys';
import { writeCheckpoint } from './writeCheckpoint';

/** Writes checkpoints over the whole record from time to time, and whenever somebody wants a proof. */
export class Checkpointer {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #keys: RecordKeys;
  readonly #logger: LoggerService;
  readonly #minutes: number;
  readonly #file?: CheckpointFile;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    keys: RecordKeys;
    logger: LoggerService;
    config: ClusterProfilesConfig['record'];
  }) {
    const { config } = options;
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#keys = options.keys;
    this.#logger = options.logger;
    this.#minutes = config.checkpointMinutes;
    this.#file = config.sink && new CheckpointFile(config.sink.file);
  }

  /** One backend at a time; two at once would not fork either. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'cluster-profiles-checkpoints',
      frequency: { minutes: this.#minutes },
      timeout: { minutes: 10 },
      fn: async () => {
        await this.cover();
        try {
          await this.#file?.catchUp(this.#knex);
        } catch (error) {
          this.#logger.error(
            `Checkpoints are not kept outside the database: ${stringifyError(error)}`,
          );
        }
      },
    });
  }

  /** Until a checkpoint covers each chain that nobody writes to right now. */
  async cover(): Promise<void> {
    const options = { keys: this.#keys, clock: this.#clock };
    while (await writeCheckpoint(this.#knex, options)) {
      // The next one has the chains that did not fit.
    }
  }
}
