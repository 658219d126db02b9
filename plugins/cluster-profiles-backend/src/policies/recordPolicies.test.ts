import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { readClusterProfilesConfig } from '../config/readClusterProfilesConfig';
import { aKey } from '../record/__testUtils__/keys';
import { loadEntries } from '../record/loadEntries';
import { testClock } from '../work/__testUtils__/testClock';
import { recordPolicies } from './recordPolicies';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const target = {
  name: 'prod-eu1',
  provider: 'simulator',
  region: 'eu-central-1',
  stage: 'production',
  credentials: 'name-of-a-secret',
};
const policy = {
  name: 'production',
  match: { stage: 'production' },
  require: [{ group: 'platform', approvals: 2 }],
};

describe.each(databases.eachSupportedId())('recordPolicies, %p', id => {
  let knex: Knex;
  const clock = testClock();
  const start = (clusterProfiles: JsonObject) =>
    recordPolicies(knex, {
      clock,
      config: readClusterProfilesConfig(new ConfigReader({ clusterProfiles })),
    });
  const entries = async () => loadEntries(knex, 'system:policies');

  beforeEach(async () => {
    knex = await databases.init(id);
  });

  it('records the rules once, whoever starts with them', async () => {
    const config = { targets: [target], policies: [policy] };
    await start(config);
    await start(config);
    const [first, ...more] = await entries();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      type: 'policies-changed',
      difference: {
        digest: {
          before: null,
          after: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
      said: { actor: 'system:configuration' },
    });
    expect(JSON.stringify(first)).not.toContain('name-of-a-secret');
  });

  it('says what is new, gone and other, with what it was before', async () => {
    await start({
      targets: [target],
      policies: [policy, { name: 'old', require: [] }],
    });
    await start({
      targets: [target],
      policies: [
        { ...policy, require: [{ group: 'platform', approvals: 1 }] },
        { name: 'new', exclude: ['user:default/bob'] },
      ],
    });
    const [first, second] = await entries();
    expect(second.said?.message).toBe(
      'policy old is gone; policy production has another require; policy new is new',
    );
    expect(second.difference).toMatchObject({
      digest: { before: first.difference?.digest.after },
      'policy production': {
        before: first.difference?.['policy production'].after,
        after: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      'policy old': { after: null },
    });
  });

  it('says which signatures are taken and what services may, and never a key', async () => {
    const [first, second] = [aKey('one').config, aKey('two').config];
    const config = { targets: [target], policies: [policy] };
    await start({ ...config, record: { keys: [first] } });
    await start({
      ...config,
      record: {
        keys: [second, first],
        unsignedUntil: '2026-03-01T00:00:00.000Z',
      },
      services: [{ subject: 'external:ci', may: ['read'] }],
    });
    const [, entry] = await entries();
    expect(entry.said?.message).toBe(
      'record has another keys, unsignedUntil; service external:ci is new',
    );
    const { value } = await knex('installation')
      .where({ key: 'policies' })
      .first('value');
    expect(value).not.toContain('PRIVATE');
  });

  it('leaves one entry of two that start at once', async () => {
    const config = { targets: [target], policies: [policy] };
    await Promise.all([start(config), start(config)]);
    expect(await entries()).toHaveLength(1);
  });
});
