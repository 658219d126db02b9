import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkParameters } from './checkParameters';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkParameters(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkParameters', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  const withProperties = (properties: any, more: object = {}) =>
    found(({ document }) => {
      document.spec.parameters = { type: 'object', properties, ...more };
    });

  it('takes what forms need', () => {
    expect(
      withProperties({
        name: {
          type: 'string',
          pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
          'ui:help': 'A DNS label',
          examples: ['a'],
        },
        mail: { type: 'string', format: 'email', default: 'a@example.com' },
      }),
    ).toEqual([]);
  });

  it('refuses what is no JSON Schema', () => {
    expect(withProperties({ a: { type: 'number!' } })).toEqual([
      'bad-parameters-schema /spec/parameters',
    ]);
    expect(withProperties({ a: { type: 'string', minimun: 1 } })).toEqual([
      'bad-parameters-schema /spec/parameters',
    ]);
    expect(withProperties({ a: { $ref: '#/definitions/none' } })).toEqual([
      'bad-parameters-schema /spec/parameters',
    ]);
    expect(withProperties({ a: { $ref: '#/%E0%A4%A' } })).toEqual([
      'bad-parameters-schema /spec/parameters',
    ]);
    expect(withProperties({}, { type: 'array' })).toEqual([
      'parameters-no-object /spec/parameters/type',
    ]);
  });

  it('refuses a schema that contains itself', () => {
    expect(
      withProperties(
        { a: { $ref: '#/definitions/a' } },
        { definitions: { a: { anyOf: [{ $ref: '#/definitions/a' }] } } },
      ),
    ).toEqual(['recursive-schema /spec/parameters/definitions/a/anyOf/0/$ref']);
  });

  it('refuses references to elsewhere', () => {
    expect(
      withProperties(
        {
          a: { $ref: 'https://example.com/schema.json' },
          b: { $ref: '#/definitions/b' },
        },
        { definitions: { b: { $id: 'http://x', type: 'string' } } },
      ),
    ).toEqual([
      'foreign-schema-reference /spec/parameters/properties/a/$ref',
      'foreign-schema-reference /spec/parameters/definitions/b/$id',
    ]);
  });

  it.each([
    '^(a+)+$',
    '(a|a)*',
    '(a*)*b',
    '((ab)+c)+',
    '(.)\\1',
    'a'.repeat(201),
  ])('refuses the pattern %s', pattern => {
    expect(withProperties({ a: { type: 'string', pattern } })).toEqual([
      'unsafe-pattern /spec/parameters/properties/a/pattern',
    ]);
  });

  it('finds defaults that do not fit, also inside', () => {
    expect(
      withProperties(
        {
          workers: { type: 'integer', minimum: 3, default: 1 },
          'a/b': {
            type: 'object',
            properties: { size: { $ref: '#/definitions/size', default: 'XL' } },
          },
        },
        { definitions: { size: { enum: ['S', 'M'] } } },
      ),
    ).toEqual([
      'default-does-not-fit /spec/parameters/properties/workers/default',
      'default-does-not-fit /spec/parameters/properties/a~1b/properties/size/default',
    ]);
  });
});
