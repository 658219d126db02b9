import { flushCompileCache } from 'node:module';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  checkpointsServiceRef,
  type Checkpoints,
  type Clock,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { JsonObject } from '@backstage/types';
import knexFactory from 'knex';
import { startWorld } from '../../__testUtils__/startWorld';

/** What a slim backend is told when it is to start. */
export interface SlimBackendOptions {
  connection: JsonObject;
  /** Shown by the database as the name of whoever is connected. */
  name: string;
  /** Ends the process with SIGKILL when the checkpoint is reached for the nth time. */
  killAt?: { checkpoint: string; time?: number };
  /** How far ahead the clock is: what held a lease before is dead by then. */
  secondsAhead?: number;
  config?: JsonObject;
  /** Backend modules beside the simulator, by the path that they are loaded from. */
  modules?: string[];
}

/** What a parent asks for: to serve, and to be ready for another database. */
export type SlimBackendOrder =
  { type: 'start'; options: SlimBackendOptions } | { type: 'stop' };

/** What a slim backend tells its parent. */
export type SlimBackendReport =
  | { type: 'ready' }
  | { type: 'started'; url: string }
  | { type: 'reached'; checkpoint: string };

// The main program of a child process: loads everything, waits to be told, and serves until it is stopped or killed.
const report = (message: SlimBackendReport) => process.send!(message);

async function start(
  options: SlimBackendOptions,
): Promise<() => Promise<void>> {
  const { connection, name, killAt, secondsAhead = 0 } = options;
  const counts = new Map<string, number>();
  const checkpoints: Checkpoints = {
    async reach(checkpoint) {
      const count = (counts.get(checkpoint) ?? 0) + 1;
      counts.set(checkpoint, count);
      if (killAt?.checkpoint === checkpoint && count === (killAt.time ?? 1)) {
        process.kill(process.pid, 'SIGKILL');
        await new Promise(() => {});
      }
      if (count === 1) {
        report({ type: 'reached', checkpoint });
      }
    },
  };
  const clock: Clock = {
    now: () => new Date(Date.now() + secondsAhead * 1000),
    random: () => Math.random(),
  };
  const knex = knexFactory({
    client: 'pg',
    connection: { ...connection, application_name: name },
  });
  const world = await startWorld({
    knex,
    clock,
    config: options.config,
    features: [
      ...(options.modules ?? []).map(path => require(path).default),
      mockServices.rootLogger.factory({ level: 'warn' }),
      createServiceFactory({
        service: checkpointsServiceRef,
        deps: {},
        factory: () => checkpoints,
      }),
    ],
  });
  report({ type: 'started', url: `http://127.0.0.1:${world.server.port()}` });
  return async () => {
    await world.stop();
    await knex.destroy();
  };
}

let stop: () => Promise<void>;

async function obey(order: SlimBackendOrder): Promise<void> {
  if (order.type === 'start') {
    stop = await start(order.options);
  } else {
    await stop();
    report({ type: 'ready' });
  }
}

// Nobody is left to serve once the parent is gone.
process.once('disconnect', () => process.exit());
process.on('message', (order: SlimBackendOrder) => {
  obey(order).catch(error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  });
});
// A process that is killed keeps nothing: the next ones are to have what this one compiled.
flushCompileCache();
report({ type: 'ready' });
