import { recursiveReference } from './recursiveReference';

describe('recursiveReference', () => {
  it('takes definitions that are used several times, and in each other', () => {
    expect(
      recursiveReference({
        properties: {
          a: { $ref: '#/definitions/pair' },
          b: { $ref: '#/definitions/pair' },
        },
        definitions: {
          pair: { items: { $ref: '#/definitions/one' } },
          one: { type: 'string' },
        },
      }),
    ).toBeUndefined();
  });

  it.each<[string, any]>([
    ['the whole schema', { properties: { a: { $ref: '#' } } }],
    ['itself', { definitions: { a: { $ref: '#/definitions/a' } } }],
    [
      'what contains it',
      { properties: { a: { b: { $ref: '#/properties/a' } } } },
    ],
    [
      'each other',
      {
        definitions: {
          a: { allOf: [{ $ref: '#/definitions/b' }] },
          b: { items: { $ref: '#/definitions/a' } },
        },
      },
    ],
  ])('finds a reference to %s', (_, schema) => {
    expect(recursiveReference(schema)).toMatch(/\$ref$/);
  });
});
