import { placeOf } from './placeOf';

describe('placeOf', () => {
  it.each([
    [
      'https://github.com/acme/profiles/blob/main/base/profile.yaml#abc',
      'https://github.com/acme/profiles',
    ],
    [
      'https://github.com/acme/profiles/tree/other/base/1.4.0/profile.yaml',
      'https://github.com/acme/profiles',
    ],
    [
      'https://gitlab.com/acme/team/profiles/-/blob/main/profile.yaml',
      'https://gitlab.com/acme/team/profiles',
    ],
    [
      'https://dev.azure.com/acme/p/_git/profiles?path=/base/profile.yaml',
      'https://dev.azure.com/acme/p/_git/profiles',
    ],
    ['https://example.com/base/profile.yaml', 'https://example.com/base'],
    [undefined, 'upload'],
    [null, 'upload'],
  ])('finds the place of %s', (origin, place) => {
    expect(placeOf(origin)).toBe(place);
  });
});
