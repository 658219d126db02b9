import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CaseDatabases,
  type CaseDatabase,
} from './__testUtils__/CaseDatabases';
import { createClient } from './__testUtils__/createClient';
import { expectSoundWrites } from './__testUtils__/expectSoundWrites';
import { idle } from './__testUtils__/idle';
import { readEndState } from './__testUtils__/readEndState';
import {
  ALL_CHECKPOINTS,
  createCluster,
  publishProfiles,
  SCENARIOS,
  type Scenario,
} from './__testUtils__/scenarios';
import { SlimBackends } from './__testUtils__/SlimBackends';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
jest.setTimeout(60_000);

/** The shortest that configuration allows. */
const LEASE_SECONDS = 5;
const CONFIG = {
  reconciler: {
    convergingSeconds: 0.05,
    // Nothing but the scenario itself makes a cluster due.
    restingSeconds: 3_600,
    leaseSeconds: LEASE_SECONDS,
  },
};

describe('a crash changes nothing', () => {
  const backends = new SlimBackends();
  const templates = {} as Record<Scenario['on'], CaseDatabase>;
  let cases: CaseDatabases;

  beforeAll(async () => {
    const admin = await databases.init('POSTGRES_15');
    cases = new CaseDatabases({ admin });
    templates.published = await cases.create();
    await drive(templates.published, publishProfiles);
    templates.ready = await cases.create(templates.published);
    await drive(templates.ready, createCluster);
  });
  afterAll(async () => {
    await backends.stop();
    await cases.dropAll();
  });

  /** Runs a scenario on a database, started again whenever the process dies; says how it went. */
  async function drive(
    { connection, knex }: CaseDatabase,
    run: Scenario['run'],
    killAt?: string,
  ) {
    const deaths: NodeJS.Signals[] = [];
    let over = false;
    let serving = backends.start({
      connection,
      name: 'first',
      config: CONFIG,
      killAt: killAt ? { checkpoint: killAt } : undefined,
    });
    const startAgain = (signal: NodeJS.Signals) => {
      if (!over) {
        deaths.push(signal);
        serving = backends.start({
          connection,
          name: 'again',
          config: CONFIG,
          fresh: true,
          // The lease of the dead one has lapsed by then.
          secondsAhead: LEASE_SECONDS + 1,
        });
      }
    };
    const first = await serving;
    first.ended.then(startAgain, () => {});
    try {
      await run(createClient({ url: async () => (await serving).url }));
      await idle(knex);
      over = true;
    } catch (error) {
      over = true;
      await (await serving).kill();
      throw error;
    }
    const { stop, reached } = await serving;
    await stop();
    return { deaths, reached: new Set(reached) };
  }

  async function scratch<T>(
    scenario: Scenario,
    use: (database: CaseDatabase) => Promise<T>,
  ): Promise<T> {
    const database = await cases.create(templates[scenario.on]);
    try {
      return await use(database);
    } finally {
      await cases.drop(database);
    }
  }

  it.each(SCENARIOS)(
    'nobody lists a checkpoint that does not exist: $name',
    ({ neverReaches }) => {
      expect(ALL_CHECKPOINTS).toEqual(expect.arrayContaining(neverReaches));
    },
  );

  describe.each(SCENARIOS)('$name', scenario => {
    const reachable = ALL_CHECKPOINTS.filter(
      checkpoint => !scenario.neverReaches.includes(checkpoint),
    );
    let uninterrupted: Awaited<ReturnType<typeof readEndState>>;

    it('comes by the checkpoints that it should when nothing interrupts it', async () => {
      await scratch(scenario, async database => {
        const { deaths, reached } = await drive(database, scenario.run);
        expect(deaths).toEqual([]);
        expect([...reached].sort()).toEqual([...reachable].sort());
        uninterrupted = await readEndState(database.knex);
        await expectSoundWrites(database.knex);
      });
    });

    it.each(reachable)('ends alike when killed at %s', async checkpoint => {
      await scratch(scenario, async database => {
        const { deaths } = await drive(database, scenario.run, checkpoint);
        expect(deaths).toEqual(['SIGKILL']);
        await expectSoundWrites(database.knex);
        expect(await readEndState(database.knex)).toEqual(uninterrupted);
      });
    });
  });
});
