import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  checkpointHash,
  checkpointStatement,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { recordActivity } from '../activity/recordActivity';
import { testClock } from '../work/__testUtils__/testClock';
import { aKey } from './__testUtils__/keys';
import { CheckpointFile } from './CheckpointFile';
import { Checkpointer } from './Checkpointer';
import { loadCheckpoints } from './loadCheckpoints';
import { loadEntries } from './loadEntries';
import { RecordKeys } from './RecordKeys';
import { writeCheckpoint } from './writeCheckpoint';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('checkpoints, %s', databaseId => {
  const keys = RecordKeys.create([aKey('one').config]);
  const clock = testClock();
  let knex: Knex;
  const write = () => writeCheckpoint(knex, { keys, clock });
  const load = () => loadCheckpoints(knex, { limit: 1000 });
  const record = (...names: string[]) =>
    Promise.all(
      names.map(name =>
        knex.transaction(tx =>
          recordActivity(tx, {
            at: clock.now().toISOString(),
            actor: 'user:default/alice',
            subject: { kind: 'profile', name },
            type: 'done',
            message: 'Done',
          }),
        ),
      ),
    );

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  it('sign the heads of the chains that grew, each bound to the one before', async () => {
    expect(await write()).toBeUndefined();
    await record('one', 'two');
    await record('two');
    const first = await write();
    expect(await write()).toBeUndefined();
    await record('two');
    const second = await write();

    expect(await load()).toEqual([first, second]);
    expect(first!.heads).toHaveLength(2);
    const entries = await loadEntries(knex, 'profile:two');
    expect(first!.heads).toContainEqual({
      chain: entries[0].hash,
      sequence: 2,
      hash: entries[1].hash,
    });
    expect(second).toMatchObject({
      sequence: 2,
      previous: first!.hash,
      heads: [{ chain: entries[0].hash, sequence: 3, hash: entries[2].hash }],
    });
    for (const checkpoint of [first!, second!]) {
      expect(checkpointHash(checkpoint)).toBe(checkpoint.hash);
      expect(
        keys.verify(checkpointStatement(checkpoint), checkpoint.signed!),
      ).toBe(true);
    }
    expect(
      await loadCheckpoints(knex, { limit: 9, chains: [entries[0].hash] }),
    ).toHaveLength(2);
    expect(
      await loadCheckpoints(knex, { limit: 9, chains: ['other'] }),
    ).toEqual([]);
  });

  it('prevent a fork and lose nothing while everybody writes at once', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all([record('one', 'two', 'three'), write(), write()]);
    }
    await new Checkpointer({
      knex,
      clock,
      keys,
      logger: mockServices.logger.mock(),
      config: { keys: [], checkpointMinutes: 10, verifyMinutes: 60 },
    }).cover();
    const all = await load();
    all.forEach((checkpoint, index) => {
      expect([checkpoint.sequence, checkpoint.previous]).toEqual([
        index + 1,
        all[index - 1]?.hash ?? null,
      ]);
    });
    const seen = all.flatMap(({ heads }) => heads.map(({ hash }) => hash));
    for (const name of ['one', 'two', 'three']) {
      const entries = await loadEntries(knex, `profile:${name}`);
      expect(entries).toHaveLength(5);
      expect(seen).toContain(entries[4].hash);
    }
  });

  it('are kept in a file, whatever was left of it by a crash', async () => {
    const path = join(
      mkdtempSync(join(tmpdir(), 'sink-')),
      'checkpoints.jsonl',
    );
    const lines = () =>
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line).checkpoint);
    await record('one');
    await write();
    await new CheckpointFile(path).catchUp(knex);
    expect(lines()).toEqual(JSON.parse(JSON.stringify(await load())));

    appendFileSync(path, '{"checkpoint":{"sequ');
    await record('one');
    await write();
    await new CheckpointFile(path).catchUp(knex);
    await new CheckpointFile(path).catchUp(knex);
    expect(lines()).toEqual(JSON.parse(JSON.stringify(await load())));

    // The database as it was restored, or as somebody made it anew.
    const other = await databases.init(databaseId);
    await expect(new CheckpointFile(path).catchUp(other)).rejects.toThrow(
      /another checkpoint 2 than the database/,
    );
  });
});
