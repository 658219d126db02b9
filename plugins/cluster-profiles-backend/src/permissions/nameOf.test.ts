import { anyOf, nameOf } from './nameOf';

describe('nameOf', () => {
  it.each([
    ['group:default/platform', 'platform'],
    ['user:default/alice', 'alice'],
    ['group:team-a/platform', 'team-a/platform'],
    ['platform', 'platform'],
  ])('%s reads as %s', (ref, name) => {
    expect(nameOf(ref)).toBe(name);
  });
});

describe('anyOf', () => {
  it('leaves the choice', () => {
    expect(anyOf(['group:default/platform', 'group:default/security'])).toBe(
      'platform or security',
    );
  });
});
