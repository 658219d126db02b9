import { isDeliveredByProvider } from './isDeliveredByProvider';

const KINDS = ['os', 'kubernetes', 'network'] as const;

describe('isDeliveredByProvider', () => {
  it.each([
    ['a kind of the provider without a source', { kind: 'network' }, true],
    ['an image', { kind: 'os', source: { type: 'image' } }, true],
    ['a chart', { kind: 'network', source: { type: 'helm' } }, false],
    ['an artifact', { kind: 'network', source: { type: 'oci' } }, false],
    ['manifests', { kind: 'network', source: { type: 'manifests' } }, false],
    ['another kind', { kind: 'addon' }, false],
    [
      'another kind with an image',
      { kind: 'storage', source: { type: 'image' } },
      false,
    ],
  ] as const)('%s', (_, layer, expected) => {
    expect(isDeliveredByProvider(layer, KINDS)).toBe(expected);
  });
});
