import { findHidden, HIDDEN_VALUE, hideValue } from './hiddenValues';

describe('hideValue', () => {
  it('leaves the names of fields, and nothing else', () => {
    expect(
      hideValue({
        image: { tag: 'canary', pull: true },
        replicas: 3,
        hosts: ['canary'],
        nothing: null,
        empty: {},
      }),
    ).toEqual({
      image: { tag: HIDDEN_VALUE, pull: HIDDEN_VALUE },
      replicas: HIDDEN_VALUE,
      hosts: HIDDEN_VALUE,
      nothing: HIDDEN_VALUE,
      empty: {},
    });
  });
});

describe('findHidden', () => {
  it.each<[string, unknown, string[] | undefined]>([
    ['a marker', HIDDEN_VALUE, []],
    ['one inside', { a: [1, { b: HIDDEN_VALUE }] }, ['a', '1', 'b']],
    ['none', { a: ['hidden', null, 1], b: undefined }, undefined],
  ])('finds %s', (_, value, path) => {
    expect(findHidden(value)).toEqual(path);
  });
});
