import type { JsonValue } from '@backstage/types';
import { substitute, SubstitutionError, substitutionPaths } from './substitute';

const scope = {
  parameters: { workers: 3, name: 'blue', tags: ['a'], on: true, none: null },
  layers: { 'cert-manager': { version: '1.18.0' } },
};

describe('substitute', () => {
  it.each<[string, JsonValue, JsonValue]>([
    ['a number', '${{ parameters.workers }}', 3],
    ['a boolean', '${{parameters.on}}', true],
    ['null', '${{ parameters.none }}', null],
    ['an array', '${{ parameters.tags }}', ['a']],
    ['an object', '${{ layers.cert-manager }}', { version: '1.18.0' }],
    ['text inside text', 'x-${{ parameters.name }}-y', 'x-blue-y'],
    [
      'several in one text',
      '${{ parameters.name }}/${{ parameters.workers }}',
      'blue/3',
    ],
    [
      'nested values',
      { a: [{ b: '${{ parameters.workers }}' }], c: 1, d: null },
      { a: [{ b: 3 }], c: 1, d: null },
    ],
    [
      'nothing where there is nothing',
      'plain $ {x} {{ y }}',
      'plain $ {x} {{ y }}',
    ],
    [
      'no keys',
      { '${{ parameters.name }}': 'x' },
      { '${{ parameters.name }}': 'x' },
    ],
  ])('puts in %s', (_, value, expected) => {
    expect(substitute(value, scope)).toEqual(expected);
  });

  it.each<[string, JsonValue, string, string]>([
    ['unknown paths', { a: ['${{ parameters.x }}'] }, 'parameters.x', '/a/0'],
    [
      'prototypes',
      '${{ parameters.constructor }}',
      'parameters.constructor',
      '',
    ],
    ['__proto__', '${{ __proto__.polluted }}', '__proto__.polluted', ''],
    [
      'lengths of texts',
      '${{ parameters.name.length }}',
      'parameters.name.length',
      '',
    ],
    [
      'lengths of arrays',
      '${{ parameters.tags.length }}',
      'parameters.tags.length',
      '',
    ],
    ['code', '${{ process.exit() }}', 'process.exit()', ''],
    ['expressions', '${{ 1 + 1 }}', '1 + 1', ''],
    ['empty ones', '${{ }}', '', ''],
    ['objects inside text', 'x${{ parameters.tags }}', 'parameters.tags', ''],
    ['null inside text', 'x${{ parameters.none }}', 'parameters.none', ''],
  ])('refuses %s', (_, value, path, pointer) => {
    let error: unknown;
    try {
      substitute(value, scope);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(SubstitutionError);
    expect(error).toMatchObject({ name: 'InputError', path, pointer });
  });

  it('does not look at what it put in', () => {
    expect(
      substitute('${{ parameters.a }}', {
        parameters: { a: '${{ parameters.b }}' },
      }),
    ).toBe('${{ parameters.b }}');
  });

  it('keeps a __proto__ key as data', () => {
    const value = JSON.parse('{"__proto__":{"x":"${{ parameters.name }}"}}');
    expect(JSON.stringify(substitute(value, scope))).toBe(
      '{"__proto__":{"x":"blue"}}',
    );
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  it('gives copies, so that the scope stays as it is', () => {
    const result = substitute('${{ parameters.tags }}', scope) as string[];
    result.push('b');
    expect(scope.parameters.tags).toEqual(['a']);
  });
});

describe('substitutionPaths', () => {
  it('lists every path with its place', () => {
    expect(
      substitutionPaths({
        a: '${{ parameters.x }}-${{target.region}}',
        'b/c': ['no', { d: '${{ 1 + 1 }}' }],
      }),
    ).toEqual([
      { path: 'parameters.x', pointer: '/a' },
      { path: 'target.region', pointer: '/a' },
      { path: '1 + 1', pointer: '/b~1c/1/d' },
    ]);
  });
});
