import { labelValue } from './labelValue';

describe('labelValue', () => {
  it.each([
    ['4.13.3', '4.13.3'],
    ['1.2.0-rc.1+build.7', '1.2.0-rc.1_build.7'],
    ['24.04 (LTS)', '24.04__LTS'],
    ['+', ''],
  ])('writes %j as %j', (text, value) => {
    expect(labelValue(text)).toBe(value);
  });

  it('ends where a label ends', () => {
    expect(labelValue(`${'1'.repeat(62)}.2`)).toBe('1'.repeat(62));
  });
});
