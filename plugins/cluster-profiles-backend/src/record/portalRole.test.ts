import { readFileSync } from 'node:fs';
import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  addEvidenceLine,
  emptyEvidence,
  verifyEvidence,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import knexFactory, { type Knex } from 'knex';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { aKey } from './__testUtils__/keys';
import { RecordKeys } from './RecordKeys';

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
jest.setTimeout(120_000);

/** The statements of the docs. */
function grantsFor(role: string): string {
  const docs = readFileSync(
    resolvePackagePath(
      '@cluster-profiles/plugin-cluster-profiles-backend',
      '../../docs/record.md',
    ),
    'utf8',
  );
  const [, sql] = docs.match(/```sql\n([^`]+)```/)!;
  return sql
    .replaceAll('"cluster-profiles"', 'public')
    .replaceAll('portal', role);
}

describe('the role of the portal, which is not the one that migrates', () => {
  const key = aKey('one');
  const keys = RecordKeys.create([key.config]);
  const role = `portal_${process.pid}_${Date.now()}`;
  let owner: Knex;
  let portal: Knex;
  let world: World;

  beforeAll(async () => {
    owner = await databases.init('POSTGRES_15');
    // As the docs say: a release runs once with the role that owns the tables.
    await (await startWorld({ knex: owner })).stop();
    await owner.raw(
      `create role ${role} login password 'portal';
       ${grantsFor(role)}`,
    );
    portal = knexFactory({
      client: 'pg',
      connection: {
        ...owner.client.config.connection,
        user: role,
        password: 'portal',
      },
    });
    world = await startWorld({
      rootConfig: { permission: { enabled: true } },
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({
            getClient: async () => portal,
            migrations: { skip: true },
          }),
        }),
      ],
      config: { record: { keys: [key.config] } },
    });
  });
  afterAll(async () => {
    await world.stop();
    await portal.destroy();
    await owner.raw(`drop owned by ${role}; drop role ${role}`);
  });

  it('does all that the portal does', async () => {
    await world.publish();
    await world.apply(world.create({ target: 'prod-eu1' }));
    const change = await world.propose('alice', {
      kind: 'resize',
      cluster: 'payments',
      workers: { general: 3 },
      comment: 'for the sale',
    });
    const post = async (who: string, path: string, body: object) => {
      const answer = await world.as(who)('post', path, body);
      expect([path, answer.body.error]).toEqual([path, undefined]);
    };
    const about = `/changes/${change.id}`;
    const { planDigest } = change;
    await post('bob', `${about}/comments`, { text: 'is it enough?' });
    await post('sam', `${about}/break-glass`, {
      planDigest,
      reason: 'The shop is down',
    });
    await world.until(change.id, state => state === 'applied');
    for (const who of ['paula', 'pete']) {
      await post(who, `${about}/review`, { verdict: 'confirmed' });
    }
    await post('pete', '/activity/erasures', {
      person: 'user:default/bob',
      reason: 'Request 4711',
    });
    const { text } = await world.as('paula')(
      'get',
      '/clusters/payments/evidence',
    );
    const evidence = emptyEvidence();
    text
      .trimEnd()
      .split('\n')
      .forEach(line => addEvidenceLine(evidence, line));
    expect(
      await verifyEvidence(evidence, {
        verifySignature: (statement, signed) => keys.verify(statement, signed),
      }),
    ).toMatchObject({ ok: true, revisions: 2 });
    expect(evidence.checkpoints).not.toEqual([]);
    await world.apply({ kind: 'delete', cluster: 'payments' });
  });

  it.each([
    ['alters an entry', 'update activity set type = $$x$$'],
    ['removes an entry', 'delete from activity'],
    ['empties the record', 'truncate activity cascade'],
    ['removes words', 'delete from activity_words'],
    ['alters words', 'update activity_words set message = $$x$$'],
    ['alters a checkpoint', 'update activity_checkpoints set hash = $$x$$'],
    ['removes a checkpoint', 'delete from activity_checkpoint_heads'],
    ['drops a trigger', 'drop trigger refuse on activity'],
    ['turns triggers off', 'alter table activity disable trigger all'],
    ['replaces what triggers call', "set session_replication_role = 'replica'"],
  ])('never %s', async (_what, statement) => {
    await expect(portal.raw(statement)).rejects.toThrow(
      /permission denied|must be owner|append-only|can be erased/,
    );
  });
});
