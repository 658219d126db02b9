import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Target } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  Clock,
  ClusterProvider,
  ProfileFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { UnusedOnTargetRow } from '../database/tables';
import type { WritePermission } from '../reconciler/types';
import { gatherInUse } from './gatherInUse';

const DAY_MS = 86_400_000;

export interface CollectOptions {
  knex: Knex;
  clock: Clock;
  logger: LoggerService;
  targets: readonly Target[];
  providers: ReadonlyMap<string, ClusterProvider>;
  files: ProfileFiles;
  instanceId: string;
  writeSwitch: WritePermission;
  /** Days that something must have been unused for. */
  afterDays: number;
}

/** Has each provider take from its targets what nobody needs any more. A target that does not answer keeps no other one waiting. */
export async function collectUnused(
  options: CollectOptions,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const { knex, logger, targets, providers, writeSwitch } = options;
  const all = await knex<UnusedOnTargetRow>('unused_on_targets').select();
  for (const target of targets) {
    const provider = providers.get(target.provider);
    if (!provider?.collect) {
      continue;
    }
    // Asked for each, because the one before may have taken long.
    if (!(await writeSwitch.isWriting()).writes) {
      return;
    }
    const known = all.filter(row => row.target === target.name);
    try {
      await collectOn(target, { ...options, provider, known, signal });
    } catch (error) {
      signal?.throwIfAborted();
      logger.warn(
        `Target ${target.name} was not searched for what nobody uses: ${stringifyError(error)}`,
      );
    }
  }
}

async function collectOn(
  target: Target,
  options: CollectOptions & {
    provider: ClusterProvider;
    known: readonly UnusedOnTargetRow[];
    signal?: AbortSignal;
  },
): Promise<void> {
  const { knex, clock, logger, files, instanceId, provider, known } = options;
  const now = clock.now();
  const unusedSince = new Map(known.map(({ id, since }) => [id, since]));
  const { unused, collected, problems } = await provider.collect!({
    target,
    inUse: await gatherInUse(knex, {
      provider: provider.id,
      targets: options.targets,
    }),
    unusedSince,
    before: new Date(now.getTime() - options.afterDays * DAY_MS).toISOString(),
    instanceId,
    files,
    signal: options.signal,
  });
  collected.forEach(id =>
    logger.info(
      `Deleted ${id} from target ${target.name}, unused since ${unusedSince.get(id)}`,
    ),
  );
  problems.forEach(problem =>
    logger.warn(`Unused on target ${target.name}, and still there: ${problem}`),
  );
  await knex.transaction(async tx => {
    // What is used again starts anew.
    await tx<UnusedOnTargetRow>('unused_on_targets')
      .where({ target: target.name })
      .whereNotIn('id', unused)
      .delete();
    for (const id of unused.filter(it => !unusedSince.has(it))) {
      await tx<UnusedOnTargetRow>('unused_on_targets')
        .insert({ target: target.name, id, since: now.toISOString() })
        .onConflict(['target', 'id'])
        .ignore();
    }
  });
}
