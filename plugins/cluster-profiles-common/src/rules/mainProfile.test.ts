import type { DesiredProfile } from '../model/desired';
import { mainProfile } from './mainProfile';

const profile = (
  name: string,
  type: DesiredProfile['type'],
): DesiredProfile => ({ name, version: '1.0.0', digest: 'ab', type });

describe('mainProfile', () => {
  it('is the profile that brings the base', () => {
    const base = profile('base', 'infrastructure');
    const profiles = [profile('observability', 'add-on'), base];
    expect(mainProfile({ profiles })).toBe(base);
  });

  it('is none for a cluster that takes add-ons only', () => {
    expect(
      mainProfile({ profiles: [profile('observability', 'add-on')] }),
    ).toBeUndefined();
    expect(mainProfile({ profiles: [] })).toBeUndefined();
  });
});
