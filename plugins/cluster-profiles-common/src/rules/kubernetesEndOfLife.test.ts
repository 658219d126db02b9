import {
  KUBERNETES_END_OF_LIFE,
  kubernetesEndOfLife,
} from './kubernetesEndOfLife';

describe('kubernetesEndOfLife', () => {
  it.each<[string | null | undefined, string | undefined]>([
    ['1.35.2', '2027-02-28'],
    ['v1.34.0', '2026-10-27'],
    ['1.36.0-rc.1', '2027-06-28'],
    ['1.35.2+vendor.7', '2027-02-28'],
    ['1.99.0', undefined],
    ['1.35', undefined],
    ['latest', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %p is %p', (version, day) => {
    expect(kubernetesEndOfLife(version)).toBe(day);
  });

  it('goes by the table that it is given', () => {
    const table = { '1.99': '2099-01-31' };
    expect(kubernetesEndOfLife('1.99.1', table)).toBe('2099-01-31');
    expect(kubernetesEndOfLife('1.35.2', table)).toBeUndefined();
  });

  it('ships days in order, newest minor version last', () => {
    const days = Object.values(KUBERNETES_END_OF_LIFE);
    expect(days).toEqual([...days].sort());
    expect(days.every(day => /^\d{4}-\d{2}-\d{2}$/.test(day))).toBe(true);
  });
});
