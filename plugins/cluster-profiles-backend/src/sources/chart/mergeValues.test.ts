import { mergeValues } from './mergeValues';

describe('mergeValues', () => {
  it('lays values over defaults as Helm does', () => {
    expect(
      mergeValues(
        { a: { b: 1, c: 2 }, list: [1, 2], gone: 1, kind: { x: 1 } },
        { a: { c: 3, d: 4 }, list: [3], gone: null, kind: 'text' },
      ),
    ).toEqual({ a: { b: 1, c: 3, d: 4 }, list: [3], kind: 'text' });
  });

  it('changes neither of the two, and no prototype', () => {
    const defaults = { a: { b: 1 } };
    const values = JSON.parse('{"a":{"b":2},"__proto__":{"polluted":true}}');
    mergeValues(defaults, values);
    expect(defaults).toEqual({ a: { b: 1 } });
    expect({}).not.toHaveProperty('polluted');
  });
});
