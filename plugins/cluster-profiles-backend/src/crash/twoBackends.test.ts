import { TestDatabases } from '@backstage/backend-test-utils';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  CaseDatabases,
  type CaseDatabase,
} from './__testUtils__/CaseDatabases';
import { createClient, type Client } from './__testUtils__/createClient';
import { expectSoundWrites } from './__testUtils__/expectSoundWrites';
import { idle } from './__testUtils__/idle';
import { publishProfiles } from './__testUtils__/scenarios';
import type { SlimBackendOptions } from './__testUtils__/slimBackend';
import { SlimBackends, type SlimBackend } from './__testUtils__/SlimBackends';
import { witnessClaims } from './__testUtils__/witnessClaims';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
jest.setTimeout(90_000);

const CLUSTERS = Array.from({ length: 20 }, (_, index) => `cluster-${index}`);
const RECONCILER = {
  convergingSeconds: 0.05,
  restingSeconds: 3_600,
  concurrency: 3,
};

type KillAt = SlimBackendOptions['killAt'];

describe('two backends on one database', () => {
  const backends = new SlimBackends();
  let cases: CaseDatabases;
  let published: CaseDatabase;

  beforeAll(async () => {
    const admin = await databases.init('POSTGRES_15');
    cases = new CaseDatabases({ admin });
    published = await cases.create();
    const { connection } = published;
    const only = await start(connection, 'only');
    await publishProfiles(createClient({ url: async () => only.url }));
    await idle(published.knex);
    await only.stop();
  });
  afterAll(async () => {
    await backends.stop();
    await cases.dropAll();
  });

  function start(
    connection: CaseDatabase['connection'],
    name: string,
    options: { leaseSeconds: number; killAt?: KillAt } = { leaseSeconds: 60 },
  ): Promise<SlimBackend> {
    const { leaseSeconds, killAt } = options;
    const reconciler = { ...RECONCILER, leaseSeconds };
    return backends.start({ connection, name, killAt, config: { reconciler } });
  }

  async function setUp(killAt?: KillAt) {
    const { connection, knex } = await cases.create(published);
    const witness = await witnessClaims(knex);
    // Where one dies its work is taken over after the shortest lease; else no slow machine must let one lapse.
    const leaseSeconds = killAt ? 5 : 60;
    const first = await start(connection, 'first', { leaseSeconds });
    const second = await start(connection, 'second', { leaseSeconds, killAt });
    let alive = true;
    second.ended.then(
      () => (alive = false),
      () => {},
    );
    return {
      knex,
      witness,
      first,
      second,
      clients: [
        createClient({ url: async () => first.url }),
        createClient({ url: async () => (alive ? second : first).url }),
      ],
    };
  }

  /** The same request with the same key, at the same moment, by whichever clients. */
  async function create(cluster: string, clients: Client[]): Promise<Change> {
    const changes = await Promise.all(
      clients.map(client =>
        client.propose(
          'alice',
          {
            kind: 'create',
            cluster,
            owner: 'group:default/checkout',
            target: 'dev-eu1',
            profile: { name: 'base', version: '1.0.0' },
          },
          `create-${cluster}`,
        ),
      ),
    );
    expect(new Set(changes.map(({ id }) => id)).size).toBe(1);
    return changes[0];
  }

  it('share the work, and never hold one cluster twice', async () => {
    const { knex, witness, first, second, clients } = await setUp();
    const changes = await Promise.all(
      CLUSTERS.map(cluster => create(cluster, clients)),
    );
    await Promise.all(changes.map(({ id }) => clients[0].until(id, 'applied')));
    await idle(knex);

    const moments = await witness.moments();
    expect(new Set(moments.map(({ by }) => by))).toEqual(
      new Set(['first', 'second']),
    );
    // A claim is taken only from nobody, and handed back only by its holder.
    expect(moments.filter(({ taken, from }) => taken && from)).toEqual([]);
    expect(
      moments.filter(({ taken, from, by }) => !taken && from !== by),
    ).toEqual([]);
    const writes = await witness.writes();
    expect(new Set(writes.map(({ writer }) => writer))).toEqual(
      new Set(['first', 'second']),
    );
    expect(writes.filter(({ writer, holder }) => writer !== holder)).toEqual(
      [],
    );
    await expectAllReady(knex);
    await Promise.all([first.stop(), second.stop()]);
  });

  it('do all of the work when one of them dies in the middle of it', async () => {
    const { knex, witness, first, second, clients } = await setUp({
      checkpoint: 'after-provider-apply',
      time: 3,
    });
    const changes = await Promise.all(
      CLUSTERS.map((cluster, index) =>
        create(cluster, [clients[index % clients.length]]),
      ),
    );
    await Promise.all(changes.map(({ id }) => clients[0].until(id, 'applied')));
    await expect(second.ended).resolves.toBe('SIGKILL');
    await idle(knex);

    // What is taken over is taken from the dead one.
    const moments = await witness.moments();
    const takenOver = moments.filter(({ taken, from }) => taken && from);
    expect(takenOver).not.toEqual([]);
    expect(
      takenOver.filter(({ by, from }) => by !== 'first' || from !== 'second'),
    ).toEqual([]);
    const writes = await witness.writes();
    expect(writes.filter(({ writer, holder }) => writer !== holder)).toEqual(
      [],
    );
    await expectAllReady(knex);
    await first.stop();
  });

  async function expectAllReady(knex: CaseDatabase['knex']): Promise<void> {
    const rows = await knex('clusters')
      .orderBy('name')
      .select('name', 'phase', 'desired_revision', 'applied_revision');
    expect(rows).toEqual(
      [...CLUSTERS].sort().map(name => ({
        name,
        phase: 'ready',
        desired_revision: 1,
        applied_revision: 1,
      })),
    );
    const creations = await knex('changes').where({ kind: 'create' });
    expect(creations.map(({ state }) => state)).toEqual(
      CLUSTERS.map(() => 'applied'),
    );
    await expectSoundWrites(knex);
  }
});
