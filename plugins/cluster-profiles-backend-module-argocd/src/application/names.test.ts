import { applicationName, projectName, releaseName } from './names';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LONG = `${'a'.repeat(62)}b`;

describe('applicationName', () => {
  type Of = [uid: string, cluster: string, layer: string];
  const name = (uid: string, cluster: string, layer: string) =>
    applicationName({ cluster: { uid, name: cluster }, layer });

  it('can be read, and stays', () => {
    expect(name('u', 'shop', 'ingress')).toMatch(/^shop-ingress-[0-9a-f]{8}$/);
    expect(name('u', 'shop', 'ingress')).toBe(name('u', 'shop', 'ingress'));
  });

  it.each<Of>([
    ['u', 'shop', 'ingress'],
    ['u', LONG, LONG],
    ['u', `${'a'.repeat(53)}-b`, 'c'],
    ['u', `${'a'.repeat(52)}--b`, 'c'],
  ])('is a DNS label: %s %s %s', (...of) => {
    expect(name(...of)).toMatch(DNS_LABEL);
  });

  it.each<[Of, Of]>([
    [
      ['u', 'shop', 'ingress'],
      ['v', 'shop', 'ingress'],
    ],
    [
      ['u', 'a-b', 'c'],
      ['u', 'a', 'b-c'],
    ],
    [
      ['u', LONG, 'a'],
      ['u', LONG, 'b'],
    ],
  ])('tells %p from %p', (one, other) => {
    expect(name(...one)).not.toBe(name(...other));
  });
});

describe('projectName and releaseName', () => {
  it('are the plain name where it is short enough', () => {
    expect(projectName('dev-eu1')).toBe('clusterprofiles-dev-eu1');
    expect(releaseName('ingress')).toBe('ingress');
  });

  it('are cut where it is long, and still differ', () => {
    const other = `${LONG.slice(0, -1)}c`;
    expect(projectName(LONG)).toMatch(DNS_LABEL);
    expect(projectName(LONG)).not.toBe(projectName(other));
    expect(releaseName(LONG)).toHaveLength(53);
    expect(releaseName(LONG)).not.toBe(releaseName(other));
  });
});
