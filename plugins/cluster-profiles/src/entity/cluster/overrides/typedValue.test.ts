import { readTyped, typedText, valueForm } from './typedValue';

describe('valueForm', () => {
  it.each([
    [true, undefined, 'boolean'],
    [3, undefined, 'number'],
    ['info', undefined, 'text'],
    ['info', { enum: ['info', 'debug'] }, 'choice'],
    [['a'], undefined, 'json'],
    [null, undefined, 'json'],
    [undefined, undefined, 'json'],
  ] as const)('%j with %j is asked for as %s', (value, schema, form) => {
    expect(
      valueForm(
        value as Parameters<typeof valueForm>[0],
        schema && { enum: [...schema.enum] },
      ),
    ).toBe(form);
  });
});

describe('readTyped', () => {
  it.each([
    ['debug', 'text', 'debug'],
    ['', 'text', ''],
    [' 3.5 ', 'number', 3.5],
    ['true', 'boolean', true],
    ['"debug"', 'choice', 'debug'],
    ['{"a": [1]}', 'json', { a: [1] }],
  ] as const)('%j as %s is %j', (text, form, value) => {
    expect(readTyped(text, form)).toEqual({ value });
    expect(readTyped(typedText(readValue(value), form), form)).toEqual({
      value,
    });
  });

  it.each([
    ['', 'number', {}, 'Name the value'],
    ['three', 'number', {}, 'Write a number'],
    ['1.5', 'number', { type: 'integer' }, 'Write a whole number'],
    ['0', 'number', { minimum: 1 }, /^1 at least/],
    ['9', 'number', { maximum: 5 }, /^5 at most/],
    ['debug', 'json', {}, /in quotes/],
  ] as const)('%j as %s with %j: %s', (text, form, schema, error) => {
    expect(readTyped(text, form, schema)).toEqual({
      error: expect.stringMatching(error),
    });
  });
});

function readValue(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}
