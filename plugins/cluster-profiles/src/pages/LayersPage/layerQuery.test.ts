import { matchLayer, parseLayerQuery, queryText } from './layerQuery';

describe('parseLayerQuery', () => {
  it.each([
    ['', '', []],
    [' cilium ', 'cilium', []],
    ['cilium 1.18.5', 'cilium', ['= 1.18.5']],
    ['cilium v1.18', 'cilium', ['= v1.18']],
    ['ingress-nginx < 4.13', 'ingress-nginx', ['< 4.13']],
    ['cilium>=1.18', 'cilium', ['>= 1.18']],
    ['< 2', '', ['< 2']],
    ['ingress-nginx <', 'ingress-nginx', []],
    ['ingress-nginx >= 4.10 < 4.13', 'ingress-nginx', ['>= 4.10', '< 4.13']],
    ['ingress-nginx>=4.10,<4.13', 'ingress-nginx', ['>= 4.10', '< 4.13']],
    ['ingress-nginx >= 4.10 and <', 'ingress-nginx', ['>= 4.10']],
    ['Who runs ingress-nginx below 4.13?', 'ingress-nginx', ['< 4.13']],
    ['who runs ingress-nginx < 4.13', 'ingress-nginx', ['< 4.13']],
    ['which clusters have cilium 1.18.5', 'cilium', ['= 1.18.5']],
    ['cilium from 1.17 up to 1.18.5', 'cilium', ['>= 1.17', '<= 1.18.5']],
    ['rook older than', 'rook', []],
    ['who runs cilium?', 'cilium', []],
    // What is not understood is not left out in silence.
    ['ingress nginx < 4.13', 'ingress nginx < 4.13', []],
    ['below', 'below', []],
  ])('understands "%s"', (text, name, comparisons) => {
    const query = parseLayerQuery(text);
    expect(query.name).toBe(name);
    expect(
      query.comparisons.map(
        ({ operator, version }) => `${operator} ${version}`,
      ),
    ).toEqual(comparisons);
  });
});

describe('queryText', () => {
  it.each([
    ['Who runs ingress-nginx below 4.13?', 'ingress-nginx < 4.13'],
    ['cilium 1.18.5', 'cilium 1.18.5'],
    ['cilium >= 1.17 and < 1.18', 'cilium >= 1.17 < 1.18'],
    ['< 2', '< 2'],
  ])('says how "%s" is understood', (text, understood) => {
    expect(queryText(parseLayerQuery(text))).toBe(understood);
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
    ['ingress-nginx', '4.12.9', 'ingress-nginx >= 4.10 < 4.13', 'yes'],
    ['ingress-nginx', '4.9.9', 'ingress-nginx >= 4.10 < 4.13', 'no'],
    ['flatcar', 'stable', 'flatcar >= 3000 < 4000', 'unknown'],
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
