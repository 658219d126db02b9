import type { JsonObject, JsonValue } from '@backstage/types';
import { validateVariable } from './validateVariable';

const validate = (schema: JsonObject, value: JsonValue) =>
  validateVariable({
    definition: { name: 'x', required: false, schema, conflicting: false },
    value,
    path: '/v/x',
  }).map(({ severity, path }) => [severity, path]);

describe('validateVariable', () => {
  it.each<[JsonObject, JsonValue]>([
    [{ type: 'string', pattern: '^a-\\d+$', format: 'cidr' }, 'a-1'],
    [{ type: 'integer', minimum: 1, exclusiveMaximum: false, maximum: 3 }, 3],
    [{ 'x-kubernetes-int-or-string': true }, '50%'],
    [{ type: 'object', additionalProperties: { type: 'string' } }, { a: 'b' }],
    [
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      { a: { b: [1] } },
    ],
    [
      {
        type: 'object',
        properties: { a: { type: 'integer' }, b: { type: 'integer' } },
        anyOf: [{ required: ['a'] }, { required: ['b'] }],
      },
      { b: 1 },
    ],
  ])('takes what %j allows', (schema, value) => {
    expect(validate(schema, value)).toEqual([]);
  });

  it.each<[JsonObject, JsonValue, string]>([
    [{ type: 'string' }, 1, '/v/x'],
    [{ type: 'string', enum: ['a'] }, 'b', '/v/x'],
    [{ type: 'integer', maximum: 3, exclusiveMaximum: true }, 3, '/v/x'],
    [{ type: 'string', pattern: '^a$' }, 'ab', '/v/x'],
    [
      { type: 'object', properties: { a: { type: 'string' } } },
      { b: 1 },
      '/v/x/b',
    ],
    [{ type: 'object' }, { 'b/c': 1 }, '/v/x/b~1c'],
    [{ type: 'object', required: ['a'], properties: { a: {} } }, {}, '/v/x/a'],
    [
      {
        type: 'array',
        items: { type: 'object', properties: { a: { minLength: 2 } } },
      },
      [{ a: 'aa' }, { a: 'a' }],
      '/v/x/1/a',
    ],
  ])('finds what %j does not allow', (schema, value, path) => {
    expect(validate(schema, value)).toEqual([['block', path]]);
  });

  it('does not let a pattern hold up the portal', () => {
    const begun = performance.now();
    expect(
      validate({ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(60)}!`),
    ).toEqual([['warn', '/v/x']]);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('checks each part with its own pattern', () => {
    const properties = {
      a: { type: 'string', pattern: '^a$' },
      b: { type: 'string', pattern: '^b$' },
    };
    const schema = { type: 'object', properties };
    expect(validate(schema, { a: 'a', b: 'b' })).toEqual([]);
    expect(validate(schema, { a: 'a', b: 'a' })).toEqual([['block', '/v/x/b']]);
  });

  it('leaves patterns that only Go knows to Cluster API', () => {
    expect(validate({ type: 'string', pattern: '(?i)^a$' }, 'A')).toEqual([
      ['warn', '/v/x'],
    ]);
  });

  it('says at most so much about one value', () => {
    const value = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`k${index}`, 1]),
    );
    expect(validate({ type: 'object' }, value)).toHaveLength(20);
  });
});
