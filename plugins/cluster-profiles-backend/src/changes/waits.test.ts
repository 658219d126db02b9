import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';
import type { RevisionRow } from '../database/tables';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
const HOUR = 3_600_000;

describe.each(databases.eachSupportedId())('windows and freezes, %p', id => {
  let world: World;
  let knex: Knex;
  let ahead = 0;
  const opens = new Date(Math.ceil(Date.now() / HOUR) * HOUR + 2 * HOUR);
  const thaws = new Date(Date.now() + 40 * HOUR);

  beforeAll(async () => {
    knex = await databases.init(id);
    const place = { provider: 'simulator', region: 'eu-central-1' };
    world = await startWorld({
      knex,
      clock: { now: () => new Date(Date.now() + ahead), random: () => 0.5 },
      config: {
        reconciler: { convergingSeconds: 0.05, restingSeconds: 0.2 },
        targets: [
          {
            ...place,
            name: 'windowed',
            stage: 'development',
            windows: [
              {
                cron: `0 ${opens.getUTCHours()} * * *`,
                durationMinutes: 60,
              },
            ],
          },
          { ...place, name: 'frozen', stage: 'staging' },
        ],
        freezes: [
          {
            name: 'audit',
            from: new Date(Date.now() - HOUR).toISOString(),
            to: thaws.toISOString(),
            reason: 'The auditors are here',
            match: { target: 'frozen' },
            allow: ['create', 'delete'],
          },
        ],
      },
    });
    await world.publish();
  }, 60_000);

  afterEach(() => {
    ahead = 0;
  });

  const resize = (cluster: string, general: number) =>
    ({ kind: 'resize', cluster, workers: { general } }) as const;
  const waits = (change: Pick<Change, 'id'>) =>
    world.until(
      change.id,
      (state, { notBefore }) => state === 'accepted' && Boolean(notBefore),
    );

  it('writes an accepted change only once the window of its target is open', async () => {
    await world.apply(world.create({ target: 'windowed' }));
    const proposed = await world.propose('alice', resize('payments', 3));
    expect(proposed.approval?.windows).toEqual([
      { of: 'target windowed', windows: [expect.anything()] },
    ]);
    const waiting = await waits(proposed);
    expect(waiting.notBefore).toBe(opens.toISOString());
    expect(waiting.stateReason).toBe(
      `Waits for the window that opens at ${opens.toISOString()} (target windowed)`,
    );
    expect(await world.cluster()).toMatchObject({
      appliedRevision: 1,
      revision: 2,
      phaseReason: expect.stringContaining('Waits for the window'),
    });
    expect(waiting.startedAt).toBeUndefined();

    ahead = opens.getTime() - Date.now();
    const applied = await world.until(proposed.id, s => s === 'applied');
    expect(applied.startedAt! >= opens.toISOString()).toBe(true);
    expect(applied.notBefore).toBeUndefined();
  });

  it('lets what disturbs nothing pass at any time', async () => {
    await world.apply(world.create({ target: 'windowed', cluster: 'calm' }));
    await world.apply({ kind: 'protect', cluster: 'calm', protected: true });
    const paused = await world.apply({ kind: 'pause', cluster: 'calm' });
    expect(paused.notBefore).toBeUndefined();
  });

  it('calls a change off that waits, and goes back to what was desired before', async () => {
    await world.apply(world.create({ target: 'windowed', cluster: 'back' }));
    const change = await waits(await world.propose('alice', resize('back', 4)));
    expect(change.permitted.cancel.allowed).toBe(true);
    const { status, body } = await world.as('alice')(
      'post',
      `/changes/${change.id}/cancel`,
    );
    expect([status, body.state]).toEqual([200, 'cancelled']);
    const cluster = await world.cluster('back');
    expect(cluster.revision).toBe(1);
    expect(cluster.desired?.nodePools.workers[0].replicas).toBe(2);
    expect(
      await knex<RevisionRow>('revisions')
        .where({ cluster_uid: cluster.uid })
        .orderBy('number')
        .pluck('state'),
    ).toEqual(['applied', 'abandoned']);
    ahead = opens.getTime() - Date.now();
    await world.apply(resize('back', 5));
    expect(await world.cluster('back')).toMatchObject({ revision: 3 });
  });

  it('keeps changes out of a freeze but for the kinds that it lets pass, and does not call their plans old after it', async () => {
    await world.apply(world.create({ target: 'frozen', cluster: 'cold' }));
    await world.apply(world.create({ target: 'frozen', cluster: 'gone' }));
    const change = await world.propose('alice', resize('cold', 3));
    await world.approve('pete', change);
    const waiting = await waits(change);
    expect(waiting.stateReason).toBe(
      `Frozen until ${thaws.toISOString()}: The auditors are here (audit)`,
    );
    await world.apply({ kind: 'delete', cluster: 'gone' });

    // Its plan is older than 24 hours by then.
    ahead = thaws.getTime() - Date.now() + 1_000;
    await world.until(change.id, state => state === 'applied');
  });
});
