import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });

/** One database, two configurations one after the other: what an operator does between approval and first write. */
async function restartWith(options: {
  before?: object;
  after: object;
  knex: Knex;
}) {
  const first = await startWorld({
    knex: options.knex,
    config: options.before as any,
  });
  await first.publish();
  await first.as('paula')('put', '/write-switch', {
    writes: false,
    reason: 'a test',
  });
  const change = await first.propose(
    'alice',
    first.create({ target: 'prod-eu1' }),
  );
  await first.approve('pete', change);
  await first.until(change.id, state => state === 'accepted');
  await first.stop();

  const second = await startWorld({
    knex: options.knex,
    config: options.after as any,
  });
  await second.as('paula')('put', '/write-switch', { writes: true });
  return { world: second, change };
}

describe('between approval and first write', () => {
  it('makes a change stale when the policies demand more', async () => {
    const { world, change } = await restartWith({
      knex: await databases.init('SQLITE_3'),
      after: {
        policies: [
          {
            name: 'security',
            match: { stage: 'production' },
            require: [{ group: 'group:default/security' }],
          },
        ],
      },
    });
    const stale = await world.until(change.id, state => state === 'stale');
    expect(stale.stateReason).toContain('1 approval from security');
    const cluster = await world.cluster();
    expect([cluster.phase, cluster.revision]).toEqual(['requested', undefined]);

    await world.as('alice')('post', `/changes/${change.id}/replan`);
    const again = await world.until(
      change.id,
      state => state === 'awaiting-approval',
    );
    expect((await world.approve('pete', again)).status).toBe(403);
    expect((await world.approve('sam', again)).status).toBe(200);
    await world.until(change.id, state => state === 'applied');
  });

  it('does not loosen: a policy that asks for less later changes nothing', async () => {
    const { world, change } = await restartWith({
      knex: await databases.init('SQLITE_3'),
      after: { policies: [{ name: 'free', match: {}, require: [] }] },
    });
    const applied = await world.until(change.id, state => state === 'applied');
    expect(applied.approval?.requirements).toHaveLength(1);
  });

  it('makes a change stale when the target moved', async () => {
    const target = (name: string, stage: string, more = {}) => ({
      name,
      stage,
      provider: 'simulator',
      region: 'eu-central-1',
      ...more,
    });
    const { world, change } = await restartWith({
      knex: await databases.init('SQLITE_3'),
      after: {
        targets: [
          target('dev-eu1', 'development'),
          target('prod-eu1', 'production', { variables: { zone: 'b' } }),
        ],
      },
    });
    const stale = await world.until(change.id, state => state === 'stale');
    expect(stale.stateReason).toContain('differs from what was planned');
  });
});
