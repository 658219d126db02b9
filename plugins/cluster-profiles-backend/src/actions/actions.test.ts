import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('actions, %s', databaseId => {
  const registry = actionsRegistryServiceMock();
  let world: World;

  const model = mockCredentials.user('user:default/alice', {
    actor: { subject: 'plugin:mcp-actions' },
  });
  const alice = mockCredentials.user('user:default/alice');
  const invoke = async (
    name: string,
    input: JsonObject,
    credentials: BackstageCredentials = model,
  ) =>
    (
      await registry.invoke({
        id: `test:${name}`,
        input,
        credentials,
      })
    ).output as any;
  const waiting = async (cluster: string) =>
    world.propose('alice', world.create({ cluster, target: 'prod-eu1' }));

  beforeAll(async () => {
    world = await startWorld({
      knex: await databases.init(databaseId),
      features: [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
      ],
      config: {
        services: [
          { subject: 'external:ci', may: ['read', 'propose:publish'] },
        ],
      },
    });
    await world.publish();
    await world.apply(world.create());
  });
  afterAll(() => world.stop());

  it('read and propose, and there is none that decides', async () => {
    const { actions } = await registry.list();
    expect(
      actions.map(({ name, attributes: { readOnly } }) => [name, readOnly]),
    ).toEqual([
      ['list-profiles', true],
      ['get-profile', true],
      ['list-clusters', true],
      ['get-cluster', true],
      ['list-changes', true],
      ['get-change', true],
      ['explain-change', true],
      ['propose', false],
    ]);
  });

  it('tell what the routes tell', async () => {
    const { id } = await waiting('explained');
    expect((await invoke('list-profiles', {})).items[0].name).toBe('base');
    expect((await invoke('get-profile', { name: 'base' })).name).toBe('base');
    expect((await invoke('list-clusters', {})).items).toContainEqual(
      expect.objectContaining({ name: 'payments' }),
    );
    expect((await invoke('get-cluster', { name: 'payments' })).phase).toBe(
      'ready',
    );
    expect((await invoke('list-changes', { offset: '0' })).items[0].id).toBe(
      id,
    );
    expect((await invoke('get-change', { name: id })).state).toBe(
      'awaiting-approval',
    );
    expect(
      (await invoke('explain-change', { name: id })).explanation,
    ).toContainEqual(
      expect.stringMatching(/^It waits for an approval of platform: /),
    );
  });

  it('propose in the name of the user, marked as the proposal of a tool', async () => {
    const { id, state, url } = await invoke('propose', {
      request: { kind: 'protect', cluster: 'payments', protected: true },
      idempotencyKey: 'protect-it',
    });
    expect([state, url]).toEqual([
      'planning',
      `/cluster-profiles/changes/${id}`,
    ]);
    const again = await invoke('propose', {
      request: { kind: 'protect', cluster: 'payments', protected: true },
      idempotencyKey: 'protect-it',
    });
    expect(again.id).toBe(id);
    const change = (await world.as('paula')('get', `/changes/${id}`)).body;
    expect(change).toMatchObject({
      proposer: 'user:default/alice',
      via: 'tool:plugin:mcp-actions',
    });
    const { items } = (
      await world.as('paula')('get', `/activity?changeId=${id}`)
    ).body;
    expect(items).toContainEqual(
      expect.objectContaining({
        type: 'change-proposed',
        difference: expect.objectContaining({
          via: { after: 'tool:plugin:mcp-actions' },
        }),
      }),
    );
    await world.until(id, now => now === 'applied');
  });

  it('marks what a service carries, and nothing that a person sends', async () => {
    const body = { kind: 'protect', cluster: 'payments', protected: false };
    const { body: carried } = await world.asActorFor('alice')(
      'post',
      '/changes',
      body,
    );
    expect(carried.via).toBe('plugin:scaffolder');
    await world.until(carried.id, state => state === 'applied');
    const { body: own } = await world.as('alice')('post', '/changes', {
      ...body,
      protected: true,
    });
    expect(own.via).toBeUndefined();
    await world.until(own.id, state => state === 'applied');
  });

  it.each([
    ['a token that is carried', model],
    ["a user's own sign-in", alice],
  ])('force nothing, with %s', async (_what, credentials) => {
    for (const request of [
      {
        kind: 'delete',
        cluster: 'payments',
        force: true,
        reason: 'it is gone',
      },
      {
        kind: 'withdraw',
        profile: 'base',
        version: '1.0.0',
        force: true,
        reason: 'a hole',
      },
      {
        kind: 'access',
        cluster: 'payments',
        role: 'admin',
        hours: 1,
        reason: 'to look',
      },
    ]) {
      await expect(invoke('propose', { request }, credentials)).rejects.toThrow(
        /Only a user's own sign-in may/,
      );
    }
  });

  it('let a service do what it is granted, and nobody who is not signed in', async () => {
    const ci = mockCredentials.service('external:ci');
    const remove = { request: { kind: 'delete', cluster: 'payments' } };
    expect((await invoke('list-clusters', {}, ci)).totalCount).toBeGreaterThan(
      0,
    );
    await expect(invoke('propose', remove, ci)).rejects.toThrow(
      /may not propose/,
    );
    const stranger = mockCredentials.service('external:stranger');
    expect((await invoke('list-clusters', {}, stranger)).totalCount).toBe(0);
    await expect(
      invoke('get-cluster', { name: 'payments' }, stranger),
    ).rejects.toThrow(/no cluster/);
    await expect(
      invoke('propose', remove, mockCredentials.none()),
    ).rejects.toThrow(/signed-in user or a service/);
  });
});
