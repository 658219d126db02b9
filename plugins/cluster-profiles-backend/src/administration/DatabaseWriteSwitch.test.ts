import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { findActivity } from '../activity/listActivity';
import { testClock } from '../work/__testUtils__/testClock';
import { DatabaseWriteSwitch } from './DatabaseWriteSwitch';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const actor = 'user:default/paula';

describe.each(databases.eachSupportedId())(
  'DatabaseWriteSwitch, %s',
  databaseId => {
    let knex: Knex;
    const clock = testClock();
    const create = (configured = true) =>
      new DatabaseWriteSwitch({ knex, clock, configured });

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    it('writes until somebody says stop, for every replica, and records it', async () => {
      const [one, two] = [create(), create()];
      expect(await one.get()).toEqual({ writes: true });

      const stopped = await one.set({ writes: false, reason: 'Fire', actor });
      expect(stopped).toEqual({
        writes: false,
        reason: 'Fire',
        changedBy: actor,
        changedAt: clock.now().toISOString(),
      });
      expect(await two.get()).toEqual(stopped);

      await two.set({ writes: true, actor });
      expect(await one.get()).toMatchObject({
        writes: true,
        reason: undefined,
      });
      expect(await findActivity(knex, {}).orderBy('id')).toMatchObject([
        {
          actor,
          subject_kind: 'system',
          type: 'writes-stopped',
          message: 'Fire',
        },
        { actor, type: 'writes-started', message: 'Writes go on' },
      ]);
    });

    it('stays off while the configuration says so', async () => {
      const writeSwitch = create(false);
      await writeSwitch.set({ writes: true, actor });
      expect(await writeSwitch.get()).toEqual({
        writes: false,
        reason: expect.stringContaining('clusterProfiles.writes'),
      });
    });
  },
);
