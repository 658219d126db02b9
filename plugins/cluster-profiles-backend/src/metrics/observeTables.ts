import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricAttributes,
  MetricOptions,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import { stringifyError } from '@backstage/errors';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { ChangeRow, ClusterRow, WorkRow } from '../database/tables';

type Counted = { count: string | number };
type Look = () => Promise<Array<[value: number, attributes: MetricAttributes]>>;

/**
 * What the tables hold, counted whenever metrics are collected. Every replica tells the same, so take one of them, or the highest:
 * a sum would count twice.
 */
export function observeTables(options: {
  knex: Knex;
  clock: Clock;
  logger: LoggerService;
  metrics: MetricsService;
}): void {
  const { knex, clock, logger, metrics } = options;
  const observe = (name: string, about: MetricOptions, look: Look) =>
    metrics.createObservableGauge(name, about).addCallback(async result => {
      try {
        for (const [value, attributes] of await look()) {
          result.observe(value, attributes);
        }
      } catch (error) {
        logger.warn(`No figures for ${name}: ${stringifyError(error)}`);
      }
    });

  observe(
    'cluster_profiles.change.count',
    { description: 'Changes by kind and state', unit: '{change}' },
    async () => {
      const rows: Array<Pick<ChangeRow, 'kind' | 'state'> & Counted> =
        await knex('changes')
          .groupBy('kind', 'state')
          .select('kind', 'state')
          .count({ count: '*' });
      return rows.map(({ kind, state, count }) => [
        Number(count),
        {
          'cluster_profiles.change.kind': kind,
          'cluster_profiles.change.state': state,
        },
      ]);
    },
  );

  observe(
    'cluster_profiles.cluster.count',
    { description: 'Clusters by stage, phase and drift', unit: '{cluster}' },
    async () => {
      const rows: Array<
        Pick<ClusterRow, 'stage' | 'phase' | 'drift'> & Counted
      > = await knex('clusters')
        .whereNull('deleted_at')
        .groupBy('stage', 'phase', 'drift')
        .select('stage', 'phase', 'drift')
        .count({ count: '*' });
      return rows.map(({ stage, phase, drift, count }) => [
        Number(count),
        {
          'cluster_profiles.stage': stage,
          'cluster_profiles.cluster.phase': phase,
          'cluster_profiles.cluster.drift': drift,
        },
      ]);
    },
  );

  observe(
    'cluster_profiles.work.queue.length',
    { description: 'Work that is due, claimed or not', unit: '{item}' },
    async () =>
      (await dueWork(knex, clock)).map(({ kind, count }) => [
        Number(count),
        { 'cluster_profiles.work.kind': kind },
      ]),
  );

  observe(
    'cluster_profiles.work.queue.age',
    { description: 'For how long the oldest work has been due', unit: 's' },
    async () =>
      (await dueWork(knex, clock)).map(({ kind, oldest }) => [
        (clock.now().getTime() - Date.parse(oldest)) / 1000,
        { 'cluster_profiles.work.kind': kind },
      ]),
  );
}

async function dueWork(
  knex: Knex,
  clock: Clock,
): Promise<Array<Pick<WorkRow, 'kind'> & Counted & { oldest: string }>> {
  return knex('work')
    .where('due_at', '<=', clock.now().toISOString())
    .groupBy('kind')
    .select('kind')
    .count({ count: '*' })
    .min({ oldest: 'due_at' });
}
