import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { heartbeatWork } from './heartbeatWork';
import type { WorkItem } from './types';

/**
 * Runs something while the lease of its item is extended. Its signal aborts when the claim is lost, when the lease could
 * not be extended in time, or when the pump stops.
 */
export async function withHeartbeat<T>(options: {
  knex: Knex;
  clock: Clock;
  logger: LoggerService;
  item: WorkItem;
  leaseSeconds: number;
  /** As it was claimed. */
  leaseUntil: Date;
  stopping: AbortSignal;
  run(signal: AbortSignal): Promise<T>;
}): Promise<T> {
  const { knex, clock, logger, item, leaseSeconds, stopping, run } = options;
  const lost = new AbortController();
  let leaseUntil = options.leaseUntil.getTime();
  let beating: Promise<void> | undefined;

  const beat = async () => {
    try {
      const extended = await heartbeatWork(knex, { item, leaseSeconds, clock });
      if (extended) {
        leaseUntil = extended.getTime();
      } else {
        lost.abort(new Error(`The claim on ${item.kind} ${item.id} is lost`));
      }
    } catch (error) {
      logger.warn(
        `No heartbeat for ${item.kind} ${item.id}: ${stringifyError(error)}`,
      );
    }
  };
  const timer = setInterval(
    () => {
      if (clock.now().getTime() >= leaseUntil) {
        lost.abort(new Error(`The lease on ${item.kind} ${item.id} lapsed`));
      }
      beating ??= beat().finally(() => {
        beating = undefined;
      });
    },
    (leaseSeconds * 1000) / 3,
  );

  try {
    return await run(AbortSignal.any([lost.signal, stopping]));
  } finally {
    clearInterval(timer);
    await beating;
  }
}
