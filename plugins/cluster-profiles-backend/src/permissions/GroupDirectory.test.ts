import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { testClock } from '../work/__testUtils__/testClock';
import { CatalogGroupDirectory } from './GroupDirectory';

const user = (name: string, groups: string[]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name },
  spec: { memberOf: groups },
  relations: [
    ...groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
    { type: 'ownerOf', targetRef: 'component:default/x' },
  ],
});

function setup() {
  const clock = testClock();
  const catalog = catalogServiceMock({
    entities: [
      user('paula', ['platform']),
      user('bob', ['checkout', 'platform']),
      user('carol', ['search']),
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { namespace: 'default', name: 'platform' },
        spec: { type: 'team', children: [] },
        relations: [{ type: 'childOf', targetRef: 'group:default/company' }],
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { namespace: 'default', name: 'company' },
        spec: { type: 'company', children: [] },
        // A circle comes to an end.
        relations: [{ type: 'childOf', targetRef: 'group:default/platform' }],
      },
    ],
  });
  return {
    clock,
    catalog,
    getEntities: jest.spyOn(catalog, 'getEntities'),
    directory: new CatalogGroupDirectory({
      catalog,
      auth: mockServices.auth(),
      clock,
    }),
  };
}

describe('CatalogGroupDirectory', () => {
  it.each([
    ['group:default/platform', ['user:default/bob', 'user:default/paula']],
    ['group:default/Platform', ['user:default/bob', 'user:default/paula']],
    ['group:default/nobody', []],
  ])('lists the members of %s', async (group, members) => {
    expect(await setup().directory.membersOf(group)).toEqual(members);
  });

  it('asks the catalog again after half a minute', async () => {
    const { directory, clock, getEntities } = setup();
    const ask = () => directory.membersOf('group:default/platform');
    await ask();
    clock.advance(29);
    await ask();
    expect(getEntities).toHaveBeenCalledTimes(1);
    await directory.membersOf('group:default/search');
    expect(getEntities).toHaveBeenCalledTimes(2);
    clock.advance(1);
    await ask();
    expect(getEntities).toHaveBeenCalledTimes(3);
  });

  it('keeps nothing of a catalog that did not answer', async () => {
    const { directory, getEntities } = setup();
    getEntities.mockRejectedValueOnce(new Error('down'));
    const ask = () => directory.membersOf('group:default/search');
    await expect(ask()).rejects.toThrow('down');
    expect(await ask()).toEqual(['user:default/carol']);
  });

  it('knows the groups of a user, and tells an unknown one from one without groups', async () => {
    const { directory } = setup();
    expect(await directory.groupsOf('user:default/bob')).toEqual([
      'group:default/checkout',
      'group:default/platform',
    ]);
    expect(await directory.groupsOf('user:default/nobody')).toBeUndefined();
  });

  it('tells in which of some groups a user still is, also through groups within', async () => {
    const { directory } = setup();
    const groups = ['platform', 'company', 'search'].map(
      name => `group:default/${name}`,
    );
    expect(await directory.stillIn('user:default/bob', groups)).toEqual(
      groups.slice(0, 2),
    );
    expect(await directory.stillIn('user:default/carol', groups)).toEqual([
      'group:default/search',
    ]);
    expect(await directory.stillIn('user:default/nobody', groups)).toEqual([]);
  });

  it('requires an owner that exists, and names the field', async () => {
    const { directory } = setup();
    await directory.requireOwner('user:default/bob', '/owner');
    await expect(
      directory.requireOwner('group:default/nobody', '/owner'),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/^\/owner: 'group:default\/nobody'/),
    });
  });
});
