import { kubernetesSupport } from './kubernetesSupport';

const support = (endOfLife: string) =>
  kubernetesSupport(endOfLife, Date.parse('2026-03-01T10:00:00Z'));

describe('kubernetesSupport', () => {
  it('is quiet while there is time', () => {
    expect(support('2027-02-28')).toEqual({
      state: 'supported',
      text: 'supported until Feb 2027',
    });
    expect(support('2026-04-30').state).toBe('supported');
  });

  it('warns when fewer than 60 days are left', () => {
    expect(support('2026-04-29')).toEqual({
      state: 'ending',
      text: 'support ends in 59 days',
    });
    expect(support('2026-03-02').text).toBe('support ends in 1 day');
    expect(support('2026-03-01').text).toBe('support ends today');
  });

  it('says how long it is over', () => {
    expect(support('2026-02-28')).toEqual({
      state: 'ended',
      text: 'support ended 1 day ago',
    });
    expect(support('2025-10-01').text).toBe('support ended 5 months ago');
  });
});
