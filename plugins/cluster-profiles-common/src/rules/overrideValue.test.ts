import { overrideValue, valueAt } from './overrideValue';

const values = {
  replicas: 2,
  image: { tag: 'a' },
  ports: [{ name: 'http' }, { name: 'https' }],
  'a/b': { '~': 1 },
};

describe('overrideValue', () => {
  it.each([
    ['/replicas', 3],
    ['/image/tag', 'b'],
    ['/image', null],
    ['/ports/1/name', 'tls'],
    ['/a~1b/~0', 2],
    ['/new/below/here', [1]],
  ])('sets %s and nothing else', (pointer, value) => {
    const before = structuredClone(values);
    const after = overrideValue(values, pointer, value);
    expect(valueAt(after, pointer)).toEqual(value);
    expect(values).toEqual(before);
    expect(
      overrideValue(after, pointer, valueAt(values, pointer) ?? 'gone'),
    ).toEqual(
      valueAt(values, pointer) === undefined
        ? overrideValue(values, pointer, 'gone')
        : values,
    );
  });

  it.each([
    ['/replicas/min', 'inside of a plain value'],
    ['/ports/2', 'past the end'],
    ['/ports/-', 'past the end'],
    ['/ports/01', 'past the end'],
    ['/__proto__/polluted', 'names no value'],
    ['/image/constructor', 'names no value'],
    ['', 'names no value'],
  ])('refuses %s', (pointer, reason) => {
    expect(() => overrideValue(values, pointer, 1)).toThrow(reason);
    expect({}).not.toHaveProperty('polluted');
  });

  it('finds nothing where nothing stands', () => {
    expect(valueAt(values, '/image/none/below')).toBeUndefined();
    expect(valueAt(values, '/toString')).toBeUndefined();
  });
});
