import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { WorkHandler } from '../../plugins/cluster-profiles-backend/src/work/types';
import { WorkPump } from '../../plugins/cluster-profiles-backend/src/work/WorkPump';

/** Works on so many clusters that are due, on each once. */
export async function workOnce(options: {
  knex: Knex;
  clock: Clock;
  logger: LoggerService;
  handler: WorkHandler;
  count: number;
  concurrency: number;
}): Promise<void> {
  const { knex, clock, logger, handler, count, concurrency } = options;
  const later = new Date(clock.now().getTime() + 3_600_000);
  let left = count;
  await new Promise<void>((resolve, reject) => {
    const pump = new WorkPump({
      knex,
      clock,
      logger,
      leaseSeconds: 30,
      concurrency: { cluster: concurrency },
      handlers: {
        cluster: async (item, { signal }) => {
          try {
            await handler(item, { signal });
          } catch (error) {
            reject(error);
          }
          left -= 1;
          if (left === 0) {
            setImmediate(() => pump.stop().then(resolve, reject));
          }
          return { nextDueAt: later };
        },
      },
    });
    pump.start();
  });
}
