import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkOwner } from './checkOwner';

describe('checkOwner', () => {
  const codes = (owner: string) =>
    checkOwner(
      exampleCheckedProfile(({ document }) => {
        document.spec.owner = owner;
      }),
    ).map(({ code }) => code);

  it.each(['platform', 'group:platform', 'Group:default/platform'])(
    'takes %s',
    owner => {
      expect(codes(owner)).toEqual([]);
    },
  );

  it.each(['user:default/paula', 'a/b/c', 'group:'])('refuses %s', owner => {
    expect(codes(owner)).toEqual(['bad-owner']);
  });
});
