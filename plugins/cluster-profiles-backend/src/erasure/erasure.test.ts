import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  addEvidenceLine,
  emptyEvidence,
  verifyEvidence,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { aKey } from '../record/__testUtils__/keys';
import { RecordKeys } from '../record/RecordKeys';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
jest.setTimeout(90_000);

describe.each(databases.eachSupportedId())('erasure, %s', databaseId => {
  const key = aKey('one');
  const keys = RecordKeys.create([key.config]);
  let world: World;

  beforeAll(async () => {
    const knex = await databases.init(databaseId);
    world = await startWorld({
      knex,
      config: { record: { keys: [key.config] } },
      rootConfig: { permission: { enabled: true } },
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      ],
    });
    await world.publish();
    // Two clusters of Alice, of which one is gone.
    await world.apply(world.create());
    await world.apply(
      world.create({ cluster: 'gone', comment: 'I live in Elm Street' }),
    );
    await world.apply({ kind: 'delete', cluster: 'gone' });
  });
  afterAll(() => world.stop());

  const erase = (as: ReturnType<World['as']>, person = 'user:default/alice') =>
    as('post', '/activity/erasures', { person, reason: 'She left' });
  const entries = async (query: string) =>
    (await world.as('paula')('get', `/activity?limit=200&${query}`)).body.items;

  it('is for a user who is signed in himself, and for nobody himself', async () => {
    expect((await erase(world.asActorFor('paula'))).status).toBe(403);
    expect((await erase(world.asService('ci'))).status).toBe(403);
    const own = await erase(world.as('alice'));
    expect(own.status).toBe(400);
    expect(own.body.error.message).toContain('nobody erases himself');
    const unclear = await erase(world.as('paula'), 'alice');
    expect(unclear.status).toBe(400);
    expect(unclear.body.error.message).toContain('person');
    expect(await entries('actor=user:default/alice')).not.toEqual([]);
  });

  it('takes what was said by a person, and leaves what lives rests on', async () => {
    const before = await entries('actor=user:default/alice');
    const kept = before.filter(
      (it: { subject: { name: string } }) => it.subject.name === 'payments',
    );
    expect(kept.length).toBeGreaterThan(0);

    const { status, body } = await erase(
      world.as('paula'),
      'User:default/Alice',
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      pseudonym: expect.stringMatching(/^erased:[0-9a-f]{16}$/),
      entries: before.length - kept.length,
      kept: kept.length,
    });

    expect(await entries('actor=user:default/alice')).toEqual(kept);
    const erased = await entries(`actor=${body.pseudonym}`);
    expect(erased).toHaveLength(body.entries);
    for (const entry of erased) {
      expect(entry).toMatchObject({
        subject: { name: 'gone' },
        message: '(erased)',
      });
    }
    const changes = await world.as('paula')('get', '/changes?limit=200');
    expect(JSON.stringify(changes.body)).not.toContain('Elm Street');
    expect(await entries('type=words-erased')).toMatchObject([
      {
        actor: 'user:default/paula',
        message: 'She left',
        difference: { entries: { after: body.entries } },
      },
    ]);
  });

  it('leaves chains and evidence whole', async () => {
    for (const cluster of ['payments', 'gone']) {
      const changes = await world.as('paula')('get', '/changes?limit=200');
      const { uid } = changes.body.items
        .map((it: { subject: { name: string; uid: string } }) => it.subject)
        .find(({ name }: { name: string }) => name === cluster);
      const { text } = await world.as('paula')(
        'get',
        `/clusters/${uid}/evidence`,
      );
      const evidence = emptyEvidence();
      for (const line of text.trimEnd().split('\n')) {
        addEvidenceLine(evidence, line);
      }
      await expect(
        verifyEvidence(evidence, {
          verifySignature: (statement, signed) =>
            keys.verify(statement, signed),
        }),
      ).resolves.toMatchObject({ ok: true, cluster: { name: cluster } });
    }
  });
});

describe('erasure without permissions', () => {
  it('is closed', async () => {
    const world = await startWorld();
    try {
      const { status, body } = await world.as('paula')(
        'post',
        '/activity/erasures',
        { person: 'user:default/alice', reason: 'She left' },
      );
      expect(status).toBe(403);
      expect(body.error.message).toContain('permission.enabled');
    } finally {
      await world.stop();
    }
  });
});
