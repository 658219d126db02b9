import { aVersion, refusalOf } from '../__testUtils__/builders';
import { chooseVersion } from './chooseVersion';

const versions = [
  aVersion({ version: '1.3.0' }),
  aVersion({ version: '1.4.0', state: 'deprecated', stateReason: 'leaks' }),
  aVersion({ version: '1.5.0', state: 'withdrawn' }),
];
const choose = (name: string, version: string, forNewUse: boolean) =>
  chooseVersion({
    reference: { name, version },
    versions,
    path: '/profile',
    forNewUse,
  });

describe('chooseVersion', () => {
  it.each([
    ['nothing', '1.3.0', 'NotFoundError', 'profile-unknown', 'Choose one'],
    ['base', '9.9.9', 'NotFoundError', 'profile-version-unknown', '1.3.0'],
    ['base', '1.4.0', 'InputError', 'profile-version-deprecated', '1.3.0'],
    ['base', '1.5.0', 'InputError', 'profile-version-withdrawn', '1.3.0'],
  ])('refuses %s %s', (name, version, error, code, remedy) => {
    expect(refusalOf(() => choose(name, version, true))).toMatchObject({
      name: error,
      details: [
        { code, path: '/profile', remedy: expect.stringContaining(remedy) },
      ],
    });
  });

  it('takes what runs already in any state', () => {
    expect(choose('base', '1.5.0', false)).toBe(versions[2]);
  });
});
