import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterProvider } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aTarget,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { fakeProvider } from '../planning/__testUtils__/fakeProvider';
import { testClock } from '../work/__testUtils__/testClock';
import { collectUnused } from './collectUnused';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const DAY = 86_400;

describe.each(databases.eachSupportedId())('collectUnused, %s', databaseId => {
  async function setUp() {
    const knex = await databases.init(databaseId);
    const clock = testClock();
    const logger = mockServices.logger.mock();
    /** By target: what is there, that nobody uses. */
    const there: Record<string, string[] | Error> = { one: ['x'], two: ['y'] };
    const asked: string[] = [];
    const collect: ClusterProvider['collect'] = async options => {
      const { target, unusedSince, before, instanceId } = options;
      asked.push(target.name);
      expect(instanceId).toBe('here');
      const ids = there[target.name];
      if (ids instanceof Error) {
        throw ids;
      }
      const isDue = (id: string) => (unusedSince.get(id) ?? 'never') <= before;
      there[target.name] = ids.filter(id => !isDue(id));
      return {
        unused: ids.filter(id => !isDue(id)),
        collected: ids.filter(isDue),
        problems: [],
      };
    };
    const provider = Object.assign(fakeProvider(), { collect });
    let writes = true;
    return {
      there,
      asked,
      clock,
      logger,
      stopWrites: () => {
        writes = false;
      },
      known: async () =>
        (await knex('unused_on_targets').orderBy('id')).map(
          ({ target, id, since }) => `${target} ${id} ${since}`,
        ),
      run: () =>
        collectUnused({
          knex,
          clock,
          logger,
          targets: [
            aTarget({ name: 'one' }),
            aTarget({ name: 'two' }),
            aTarget({ name: 'three', provider: 'without' }),
          ],
          providers: new Map([
            [provider.id, provider],
            ['without', fakeProvider()],
          ]),
          files: noFiles,
          instanceId: 'here',
          writeSwitch: { isWriting: async () => ({ writes }) },
          afterDays: 7,
        }),
    };
  }

  it('remembers what is unused, deletes it after its time, and says so', async () => {
    const { run, clock, there, known, logger } = await setUp();
    const found = clock.now().toISOString();
    await run();
    clock.advance(7 * DAY - 1);
    await run();
    expect(await known()).toEqual([`one x ${found}`, `two y ${found}`]);
    expect(logger.info).not.toHaveBeenCalled();
    clock.advance(1);
    await run();
    expect(there).toEqual({ one: [], two: [] });
    expect(await known()).toEqual([]);
    expect(logger.info).toHaveBeenCalledWith(
      `Deleted x from target one, unused since ${found}`,
    );
  });

  it('begins anew with what was used in between', async () => {
    const { run, clock, there } = await setUp();
    await run();
    clock.advance(6 * DAY);
    there.one = [];
    await run();
    there.one = ['x'];
    clock.advance(2 * DAY);
    await run();
    expect(there).toEqual({ one: ['x'], two: [] });
  });

  it('goes on with the others when a target does not answer, and forgets nothing of it', async () => {
    const { run, clock, there, known, logger } = await setUp();
    const found = clock.now().toISOString();
    await run();
    there.one = new Error('no route');
    clock.advance(7 * DAY);
    await run();
    expect(there.two).toEqual([]);
    expect(await known()).toEqual([`one x ${found}`]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Target one'),
    );
  });

  it('deletes nothing while writes are stopped', async () => {
    const { run, stopWrites, asked } = await setUp();
    stopWrites();
    await run();
    expect(asked).toEqual([]);
  });
});
