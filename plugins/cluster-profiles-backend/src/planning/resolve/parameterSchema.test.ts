import type { JsonObject } from '@backstage/types';
import { aVersion, refusalOf } from '../__testUtils__/builders';
import { knowsParameter, validateParameters } from './parameterSchema';

const validate = (schema: JsonObject | undefined, parameters: unknown) =>
  validateParameters({
    version: aVersion({ spec: { parameters: schema } }),
    parameters: parameters as JsonObject,
    path: '/parameters',
  });
const schema: JsonObject = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', pattern: '^[a-z]+$' },
    workers: { type: 'integer', minimum: 3, default: 3 },
    size: { enum: ['s', 'm'] },
    mail: { type: 'string', format: 'email' },
    network: {
      type: 'object',
      default: {},
      properties: { mtu: { type: 'integer', default: 1500 } },
      additionalProperties: false,
    },
  },
};

describe('validateParameters', () => {
  it('fills defaults in and leaves what was given alone', () => {
    const given = { name: 'a' };
    expect(validate(schema, given)).toEqual({
      name: 'a',
      workers: 3,
      network: { mtu: 1500 },
    });
    expect(given).toEqual({ name: 'a' });
  });

  it('names every error with its pointer', () => {
    const { name, details } = refusalOf(() =>
      validate(schema, {
        workers: 2,
        size: 'xl',
        mail: 'nobody',
        network: { mtu: 'x', 'a/b': 1 },
        typo: 1,
      }),
    );
    expect(name).toBe('InputError');
    expect(details.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'parameter-invalid /parameters/mail',
      'parameter-invalid /parameters/network/a~1b',
      'parameter-invalid /parameters/network/mtu',
      'parameter-invalid /parameters/size',
      'parameter-invalid /parameters/workers',
      'parameter-missing /parameters/name',
      'parameter-unknown /parameters/typo',
    ]);
    expect(
      details.find(({ path }) => path === '/parameters/size'),
    ).toMatchObject({ message: expect.stringContaining(': s, m.') });
  });

  it.each<[string, JsonObject | undefined, unknown]>([
    ['anything without a schema', undefined, { a: 1 }],
    ['no object', schema, ['a']],
    ['a key of the prototype', schema, { name: 'a', constructor: 1 }],
    [
      '__proto__',
      schema,
      JSON.parse('{"name":"a","__proto__":{"polluted":true}}'),
    ],
  ])('refuses %s', (_, given, parameters) => {
    expect(refusalOf(() => validate(given, parameters)).name).toBe(
      'InputError',
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('takes nothing where nothing is asked', () => {
    expect(validate(undefined, {})).toEqual({});
  });
});

describe('knowsParameter', () => {
  it.each<[JsonObject | undefined, boolean]>([
    [undefined, false],
    [{ properties: { x: true } }, true],
    [{ properties: { y: true } }, false],
    [{ additionalProperties: true }, true],
    [{ additionalProperties: false }, false],
    [{ patternProperties: { '^x': {} } }, true],
    [{ patternProperties: { '^y': {} } }, false],
    [{ allOf: [{ properties: { x: true } }] }, true],
    [{ if: {}, then: { properties: { x: true } } }, true],
    [{ $ref: '#/definitions/all' }, true],
  ])('%j knows x: %p', (given, expected) => {
    expect(knowsParameter(given, 'x')).toBe(expected);
  });
});
