import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  addEvidenceLine,
  emptyEvidence,
  planDigests,
  verifyEvidence,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { aKey } from '../record/__testUtils__/keys';
import { RecordKeys } from '../record/RecordKeys';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(90_000);

const TABLES = [
  'activity_words',
  'approvals',
  'break_glass',
  'break_glass_reviews',
  'changes',
  'notices',
  'profile_versions',
  'revisions',
];

describe.each(databases.eachSupportedId())('erasure, %s', databaseId => {
  const key = aKey('one');
  const keys = RecordKeys.create([key.config]);
  let world: World;
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
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
  const holding = async (text: string) => {
    const found = [];
    for (const table of TABLES) {
      const rows = await knex(table);
      if (JSON.stringify(rows).includes(text)) found.push(table);
    }
    return found;
  };
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

  it('reaches reasons of versions, and what quotes them', async () => {
    await world.publish({ version: '1.1.0', metricsServer: '3.13.1' });
    await world.apply(
      world.create({
        cluster: 'later',
        profile: { name: 'base', version: '1.1.0' },
      }),
    );
    const move = (kind: 'deprecate' | 'withdraw', reason: string) =>
      world.propose('paula', {
        kind,
        profile: 'base',
        version: '1.1.0',
        reason,
        ...(kind === 'withdraw' && { force: true }),
      });
    const moved = async (...args: Parameters<typeof move>) => {
      const change = await move(...args);
      await world.approve('pete', change);
      return world.until(change.id, state => state === 'applied');
    };
    await moved('deprecate', '100% Ann\'s "fault"!\nof Maple Street');
    const { findings } = (
      await world.propose('alice', {
        kind: 'set-parameters',
        cluster: 'later',
        parameters: { workers: 3 },
      })
    ).plan!;
    expect(JSON.stringify(findings)).toContain('of Maple Street).');
    const withdrawal = await moved('withdraw', 'Bert of Willow Street');
    expect(withdrawal.plan!.publication!.reasonSalt).toMatch(/^[0-9a-f]{32}$/);
    expect(await holding('Maple Street')).not.toEqual([]);

    const other = await erase(world.as('pete'), 'user:default/alice');
    expect(other.status).toBe(200);
    expect(await holding('Willow Street')).toEqual([
      'changes',
      'profile_versions',
    ]);
    const { status } = await erase(world.as('pete'), 'user:default/paula');
    expect(status).toBe(200);
    expect(await holding('Maple Street')).toEqual([]);
    expect(await holding('Willow Street')).toEqual([]);
    const { body } = await world.as('pete')('get', `/changes/${withdrawal.id}`);
    expect(body.plan.publication.reason).toBe('(erased)');
    expect(planDigests('withdraw', body.plan)).toMatchObject({
      planDigest: withdrawal.planDigest,
    });
    const version = await world.as('pete')(
      'get',
      '/profiles/base/versions/1.1.0',
    );
    expect(version.body).toMatchObject({ state: 'withdrawn' });
    expect(version.body.stateReason).toBeUndefined();
  });

  it('reaches reasons of overrides and break glass, and what was said of them', async () => {
    await world.apply(world.create({ cluster: 'exposed', target: 'prod-eu1' }));
    const scale = await world.propose('alice', {
      kind: 'set-parameters',
      cluster: 'exposed',
      parameters: { workers: 3 },
    });
    const use = {
      planDigest: scale.planDigest,
      reason: 'I was called in Oak Street',
    };
    const path = `/changes/${scale.id}`;
    expect(
      (await world.as('carol')('post', `${path}/break-glass`, use)).status,
    ).toBe(200);
    await world.until(scale.id, state => state === 'applied');
    for (const who of ['pete', 'paula']) {
      const verdict = { verdict: 'confirmed', comment: `${who} of Ash Street` };
      expect(
        (await world.as(who)('post', `${path}/review`, verdict)).status,
      ).toBe(200);
    }
    const override = async (reason: string, value: number) =>
      world.apply({
        kind: 'override',
        cluster: 'exposed',
        overrides: [{ layer: 'metrics-server', path: '/replicas', value }],
        reason,
        expires: new Date(Date.now() + 86_400_000).toISOString(),
      });
    await override('my shift in Pine Street', 2);
    expect((await erase(world.as('paula'))).status).toBe(200);
    // The cluster has it now.
    expect(await holding('Pine Street')).toEqual(['changes', 'revisions']);
    await override('my shift in Birch Street', 3);
    for (const person of ['alice', 'carol', 'pete']) {
      const { status } = await erase(
        world.as('paula'),
        `user:default/${person}`,
      );
      expect(status).toBe(200);
    }
    expect(await holding('Pine Street')).toEqual([]);
    expect(await holding('Birch Street')).toEqual(['changes', 'revisions']);
    expect(await holding('pete of Ash Street')).toEqual([]);
    expect(await holding('Oak Street')).toEqual([]);
    const { body } = await world.as('paula')('get', path);
    expect(body.breakGlass).toMatchObject({ reason: '(erased)' });
  });

  it('leaves chains and evidence whole', async () => {
    for (const cluster of ['payments', 'gone', 'exposed']) {
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
