import { orderLayers, type OrderableLayer } from './orderLayers';

const layer = (
  name: string,
  kind: OrderableLayer['kind'],
  ...dependsOn: string[]
): OrderableLayer => ({ name, kind, dependsOn });
const names = (layers: OrderableLayer[]) =>
  orderLayers(layers).map(({ name }) => name);

describe('orderLayers', () => {
  const stack = [
    layer('b-addon', 'addon', 'z-addon'),
    layer('a-addon', 'addon'),
    layer('z-addon', 'addon', 'cilium'),
    layer('rook', 'storage'),
    layer('cilium', 'network'),
    layer('kubernetes', 'kubernetes'),
    layer('ubuntu', 'os'),
  ];
  const expected = [
    'ubuntu',
    'kubernetes',
    'cilium',
    'rook',
    'a-addon',
    'z-addon',
    'b-addon',
  ];

  it('goes bottom to top, then by dependencies, then by name', () => {
    expect(names(stack)).toEqual(expected);
    expect(names([...stack].reverse())).toEqual(expected);
  });

  it('lets a core layer wait for an add-on', () => {
    expect(
      names([layer('rook', 'storage', 'crds'), layer('crds', 'addon')]),
    ).toEqual(['crds', 'rook']);
  });

  it('leaves unknown dependencies to others', () => {
    expect(names([layer('a', 'addon', 'nowhere')])).toEqual(['a']);
  });

  it.each<[string, OrderableLayer[]]>([
    ['a → a', [layer('a', 'addon', 'a')]],
    ['a → b → a', [layer('b', 'addon', 'a'), layer('a', 'addon', 'b')]],
    [
      'b → c → b',
      [
        layer('a', 'addon', 'b'),
        layer('b', 'addon', 'c'),
        layer('c', 'addon', 'b'),
      ],
    ],
  ])('refuses the circle %s', (circle, layers) => {
    expect(() => orderLayers(layers)).toThrow(`in a circle: ${circle};`);
  });
});
