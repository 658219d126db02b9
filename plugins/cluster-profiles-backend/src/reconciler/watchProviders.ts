import { setTimeout as sleep } from 'node:timers/promises';
import { stringifyError } from '@backstage/errors';
import type { ClusterProvider } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ClusterRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import type { ReconcilerOptions } from './types';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** What moves does so several times in a row: one look is for all of it. */
const HINT_MS = 250;

type Options = Pick<
  ReconcilerOptions,
  'providers' | 'engines' | 'knex' | 'clock' | 'logger' | 'wake'
>;

/** What gives hints. */
type Watched = Pick<ClusterProvider, 'id' | 'watch'>;

/** Lets hints of providers and engines make clusters due, until the signal aborts. A watch that ends is started again. */
export async function watchProviders(
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const watched: Watched[] = [
    ...options.providers.values(),
    ...options.engines.values(),
  ];
  await Promise.all(
    watched
      .filter(({ watch }) => watch)
      .map(provider => watchProvider(provider, options, signal)),
  );
}

async function watchProvider(
  provider: Watched,
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const { logger, clock } = options;
  let wait = FIRST_WAIT_MS;
  const hinted = new Map<string, NodeJS.Timeout>();
  const take = (clusterUid: string) => {
    hinted.delete(clusterUid);
    takeHint(clusterUid, options).catch(error =>
      logger.warn(
        `A hint about cluster ${clusterUid} got lost: ${stringifyError(error)}`,
      ),
    );
  };
  const onHint = (clusterUid: string) => {
    wait = FIRST_WAIT_MS;
    if (!hinted.has(clusterUid) && !signal.aborted) {
      hinted.set(clusterUid, setTimeout(take, HINT_MS, clusterUid));
    }
  };
  const aborted = new Promise<void>(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  while (!signal.aborted) {
    try {
      // A provider that ignores the signal must not hold up the shutdown.
      await Promise.race([provider.watch!({ signal, onHint }), aborted]);
    } catch (error) {
      if (!signal.aborted) {
        logger.warn(
          `The watch of ${provider.id} ended: ${stringifyError(error)}`,
        );
      }
    }
    // Aborting ends the sleep as well, and the loop after it.
    await sleep(wait * (0.5 + clock.random() / 2), undefined, {
      signal,
    }).catch(() => {});
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
  hinted.forEach(timer => clearTimeout(timer));
}

async function takeHint(
  clusterUid: string,
  { knex, clock, wake }: Options,
): Promise<void> {
  const known = await knex<ClusterRow>('clusters')
    .where({ uid: clusterUid, deleted_at: null })
    .whereNotNull('desired_revision')
    .first('uid');
  if (known) {
    await enqueueWork(knex, {
      kind: 'cluster',
      id: clusterUid,
      dueAt: clock.now(),
    });
    wake?.();
  }
}
