import { compileSchema } from './compileSchema';

const digits = (length: number) => ({
  type: 'object',
  properties: { code: { type: 'string', pattern: `^[0-9]{${length}}$` } },
});

describe('compileSchema', () => {
  it('validates with the whole and with a part', () => {
    const { validate, at } = compileSchema(digits(3));
    expect(validate({ code: '123' })).toBe(true);
    expect(validate({ code: '12' })).toBe(false);
    expect(at('/properties/code')!('123')).toBe(true);
    expect(at('/properties/none')).toBeUndefined();
  });

  it('refuses what is no schema, each time', () => {
    for (const attempt of [1, 2]) {
      expect(() => compileSchema({ type: 'text', attempt })).toThrow(
        'schema is invalid',
      );
    }
    expect(() => compileSchema({ unheardOf: true })).toThrow('unknown keyword');
    expect(() => compileSchema({ $ref: 'https://example.com/a' })).toThrow(
      "can't resolve reference",
    );
    expect(() => compileSchema({ $schema: 'https://example.com/b' })).toThrow(
      'no schema with key or ref',
    );
  });

  it('compiles a text once, and forgets what was not used for long', () => {
    const known = compileSchema(digits(4));
    expect(compileSchema(digits(4))).toBe(known);
    const old = compileSchema(digits(5));
    for (let length = 6; length < 205; length++) {
      compileSchema(digits(length));
      compileSchema(digits(4));
    }
    expect(compileSchema(digits(4))).toBe(known);
    expect(compileSchema(digits(5))).not.toBe(old);
  });
});
