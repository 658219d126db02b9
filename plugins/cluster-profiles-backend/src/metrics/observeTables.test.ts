import { mockServices } from '@backstage/backend-test-utils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { insertChange } from '../changes/__testUtils__/changeRows';
import { seedCluster } from '../reconciler/__testUtils__/seedCluster';
import { enqueueWork } from '../work/enqueueWork';
import { observeTables } from './observeTables';
import { recordMetrics } from './__testUtils__/recordMetrics';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);
const now = new Date('2026-01-01T10:00:00.000Z');

describe.each(databases.eachSupportedId())('observeTables, %s', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    const recorder = recordMetrics();
    const logger = mockServices.logger.mock();
    observeTables({
      knex,
      clock: { now: () => now, random: () => 0.5 },
      logger,
      metrics: recorder.metrics,
    });
    return { knex, logger, ...recorder };
  }

  it('counts changes by kind and state', async () => {
    const { knex, collect } = await start();
    await insertChange(knex, { id: 'a', state: 'applied' });
    await insertChange(knex, { id: 'b', state: 'applied' });
    await insertChange(knex, { id: 'c', kind: 'delete' });
    const figures = await collect('cluster_profiles.change.count');
    expect(figures).toHaveLength(2);
    expect(figures).toEqual(
      expect.arrayContaining([
        [
          2,
          {
            'cluster_profiles.change.kind': 'create',
            'cluster_profiles.change.state': 'applied',
          },
        ],
        [
          1,
          {
            'cluster_profiles.change.kind': 'delete',
            'cluster_profiles.change.state': 'awaiting-approval',
          },
        ],
      ]),
    );
  });

  it('counts living clusters by stage, phase and drift', async () => {
    const { knex, collect } = await start();
    const { uid } = await seedCluster(knex);
    await knex('clusters')
      .where({ uid })
      .update({ stage: 'staging', phase: 'ready', drift: 'Drifted' });
    const figures = () => collect('cluster_profiles.cluster.count');
    expect(await figures()).toEqual([
      [
        1,
        {
          'cluster_profiles.stage': 'staging',
          'cluster_profiles.cluster.phase': 'ready',
          'cluster_profiles.cluster.drift': 'Drifted',
        },
      ],
    ]);
    await knex('clusters').update({ deleted_at: now.toISOString() });
    expect(await figures()).toEqual([]);
  });

  it('tells what is due, and for how long', async () => {
    const { knex, collect } = await start();
    const due = (id: string, seconds: number) =>
      enqueueWork(knex, {
        kind: 'change',
        id,
        dueAt: new Date(now.getTime() + seconds * 1000),
      });
    await due('a', -90);
    await due('b', -1);
    await due('later', 1);
    const attributes = { 'cluster_profiles.work.kind': 'change' };
    expect(await collect('cluster_profiles.work.queue.length')).toEqual([
      [2, attributes],
    ]);
    expect(await collect('cluster_profiles.work.queue.age')).toEqual([
      [90, attributes],
    ]);
  });

  it('says when it has no figures', async () => {
    const { knex, logger, collect } = await start();
    await knex.schema.dropTable('work');
    expect(await collect('cluster_profiles.work.queue.age')).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('No figures for cluster_profiles.work.queue.age'),
    );
  });
});
