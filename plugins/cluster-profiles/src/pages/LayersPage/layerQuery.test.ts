import { matchLayer, parseLayerQuery } from './layerQuery';

describe('parseLayerQuery', () => {
  it.each([
    ['', { name: '' }],
    [' cilium ', { name: 'cilium' }],
    ['cilium 1.18.5', { name: 'cilium', operator: '=', version: '1.18.5' }],
    ['cilium v1.18', { name: 'cilium', operator: '=', version: 'v1.18' }],
    [
      'ingress-nginx < 4.13',
      { name: 'ingress-nginx', operator: '<', version: '4.13' },
    ],
    ['cilium>=1.18', { name: 'cilium', operator: '>=', version: '1.18' }],
    ['< 2', { name: '', operator: '<', version: '2' }],
    ['ingress-nginx <', { name: 'ingress-nginx' }],
  ])('understands "%s"', (text, query) => {
    expect(parseLayerQuery(text)).toEqual(query);
  });
});

describe('matchLayer', () => {
  it.each([
    ['cilium', '1.18.5', 'CIL', 'yes'],
    ['cilium', '1.18.5', 'calico', 'no'],
    ['cilium', '1.18.5', 'cilium 1.18.5', 'yes'],
    ['cilium', '1.18.5', 'cilium 1.18', 'yes'],
    ['cilium', '1.180.0', 'cilium 1.18', 'no'],
    ['cilium', 'v1.18.5', 'cilium = 1.18.5', 'yes'],
    ['ingress-nginx', '4.12.9', 'ingress-nginx < 4.13', 'yes'],
    ['ingress-nginx', '4.13.0', 'ingress-nginx < 4.13', 'no'],
    ['ingress-nginx', '4.13.0', 'ingress-nginx <= 4.13', 'yes'],
    ['ingress-nginx', '4.13.0-rc.1', 'ingress-nginx < 4.13', 'yes'],
    ['ingress-nginx', '4.9.0', 'ingress-nginx > 4.10', 'no'],
    ['ubuntu', '24.04.3', 'ubuntu < 24.04.4', 'yes'],
    ['kubernetes', '1.34.4+k3s1', 'kubernetes < 1.35', 'yes'],
    ['flatcar', 'stable', 'flatcar < 4000', 'unknown'],
    ['cilium', '1.18.5', 'cilium < newest', 'unknown'],
    ['cilium', '1.18.5', 'flatcar < newest', 'no'],
  ])('%s %s for "%s": %s', (name, version, text, answer) => {
    expect(matchLayer({ name, version }, parseLayerQuery(text))).toBe(answer);
  });

  it.each([
    ['ingress-nginx < 4.13', 'yes'],
    ['Ingress-NGINX', 'yes'],
    ['ingress > 4.13', 'no'],
    ['traefik', 'no'],
  ])('looks for the component as well: %s', (text, answer) => {
    expect(
      matchLayer(
        { name: 'ingress', component: 'ingress-nginx', version: '4.12.9' },
        parseLayerQuery(text),
      ),
    ).toBe(answer);
  });
});
