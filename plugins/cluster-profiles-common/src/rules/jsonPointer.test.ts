import { jsonPointer } from './jsonPointer';

describe('jsonPointer', () => {
  it.each([
    ['', 'a', '/a'],
    ['/a', 0, '/a/0'],
    ['/a', 'b/c~d', '/a/b~1c~0d'],
    ['', '', '/'],
  ])('appends to %p the segment %p', (parent, segment, expected) => {
    expect(jsonPointer(parent, segment)).toBe(expected);
  });
});
