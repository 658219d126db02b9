import type { ValueDifference } from '../model/plan';
import { diffValues } from './diffValues';

describe('diffValues', () => {
  it.each<[string, unknown, unknown, ValueDifference[]]>([
    ['equal values', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['undefined and absent', { a: undefined }, {}, []],
    ['the root', 1, 2, [{ path: '', before: 1, after: 2 }]],
    ['a new value', {}, { a: { b: 1 } }, [{ path: '/a', after: { b: 1 } }]],
    ['a lost value', { a: 1 }, {}, [{ path: '/a', before: 1 }]],
    ['null and absent', { a: null }, {}, [{ path: '/a', before: null }]],
    [
      'deep values, sorted',
      { b: { c: 1 }, a: 'x' },
      { b: { c: 2 }, a: 'y' },
      [
        { path: '/a', before: 'x', after: 'y' },
        { path: '/b/c', before: 1, after: 2 },
      ],
    ],
    [
      'another type',
      { a: { b: 1 } },
      { a: 1 },
      [{ path: '/a', before: { b: 1 }, after: 1 }],
    ],
    [
      'an object that turns into an array',
      { a: {} },
      { a: [] },
      [{ path: '/a', before: {}, after: [] }],
    ],
    [
      'arrays of plain values, as one',
      { a: [1, 2] },
      { a: [2, 1] },
      [{ path: '/a', before: [1, 2], after: [2, 1] }],
    ],
    [
      'named objects in another order',
      [{ name: 'a', n: 1 }, { name: 'b' }],
      [{ name: 'b' }, { name: 'a', n: 1 }],
      [],
    ],
    [
      'named objects',
      [{ name: 'a', n: 1 }, { name: 'b' }],
      [{ name: 'c' }, { name: 'a', n: 2 }],
      [
        { path: '/a/n', before: 1, after: 2 },
        { path: '/b', before: { name: 'b' } },
        { path: '/c', after: { name: 'c' } },
      ],
    ],
    [
      'objects without names, by place',
      [{ n: 1 }],
      [{ n: 2 }, { n: 3 }],
      [
        { path: '/0/n', before: 1, after: 2 },
        { path: '/1', after: { n: 3 } },
      ],
    ],
    [
      'names that occur twice, by place',
      [{ name: 'a', n: 1 }, { name: 'a' }],
      [{ name: 'a', n: 2 }, { name: 'a' }],
      [{ path: '/0/n', before: 1, after: 2 }],
    ],
    [
      'mixed arrays, as one',
      [1, { b: [2] }],
      [1, { b: [3] }],
      [{ path: '', before: [1, { b: [2] }], after: [1, { b: [3] }] }],
    ],
    [
      'keys that need escaping',
      { 'a/b~c': 1 },
      { 'a/b~c': 2 },
      [{ path: '/a~1b~0c', before: 1, after: 2 }],
    ],
    [
      'keys of the prototype',
      {},
      JSON.parse('{"constructor":1}'),
      [{ path: '/constructor', after: 1 }],
    ],
  ])('sees %s', (_, before, after, expected) => {
    expect(diffValues(before, after)).toEqual(expected);
  });
});
