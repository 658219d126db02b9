import type { JsonObject, JsonValue } from '@backstage/types';
import { fillDefaults } from './fillDefaults';

describe('fillDefaults', () => {
  it.each<[string, JsonValue | undefined, JsonObject, JsonValue | undefined]>([
    ['a default', undefined, { type: 'string', default: 'a' }, 'a'],
    ['what is there', 'b', { type: 'string', default: 'a' }, 'b'],
    ['what is empty', '', { type: 'string', default: 'a' }, ''],
    ['null', null, { type: 'string', default: 'a' }, 'a'],
    ['no default', undefined, { type: 'string' }, undefined],
    [
      'no object where only its members have defaults',
      undefined,
      { type: 'object', properties: { a: { default: 1 } } },
      undefined,
    ],
    [
      'members of a given object',
      { b: 1 },
      { type: 'object', properties: { a: { default: 'x' }, b: {} } },
      { a: 'x', b: 1 },
    ],
    [
      'members of a default',
      undefined,
      { type: 'object', default: {}, properties: { a: { default: 1 } } },
      { a: 1 },
    ],
    [
      'items',
      [{}, { a: 2 }],
      { type: 'array', items: { properties: { a: { default: 1 } } } },
      [{ a: 1 }, { a: 2 }],
    ],
    [
      'additional members, but not those that have a schema of their own',
      { own: {}, other: {} },
      {
        type: 'object',
        properties: { own: { type: 'object' } },
        additionalProperties: { properties: { a: { default: 1 } } },
      },
      { own: {}, other: { a: 1 } },
    ],
  ])('fills %s', (_, value, schema, filled) => {
    expect(fillDefaults(value, schema)).toEqual(filled);
  });

  it('never shares a default between values, nor changes what it is given', () => {
    const schema = { type: 'object', default: { list: [] } };
    const value = { deep: {} };
    const first = fillDefaults(undefined, schema) as { list: JsonValue[] };
    first.list.push(1);
    expect(fillDefaults(undefined, schema)).toEqual({ list: [] });
    fillDefaults(value, {
      type: 'object',
      properties: { deep: { properties: { a: { default: 1 } } } },
    });
    expect(value).toEqual({ deep: {} });
  });
});
