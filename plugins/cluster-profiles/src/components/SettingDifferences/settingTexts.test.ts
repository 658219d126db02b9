import { settingTexts } from './settingTexts';

describe('settingTexts', () => {
  it('keeps short ones for a table, and compares long ones as texts', () => {
    const { short, long } = settingTexts(
      [
        { path: '/follow', before: 'patch', after: 'minor' },
        { path: '/parameters', after: { base: { banner: 'x\n'.repeat(20) } } },
      ],
      path => `Setting ${path}`,
    );
    expect(short).toEqual([
      { path: '/follow', before: 'patch', after: 'minor' },
    ]);
    expect(long).toMatchObject([
      {
        id: 'setting /parameters/base/banner',
        title: 'Setting /parameters/base/banner',
        before: '',
        folded: false,
      },
    ]);
    expect(long[0].after).toMatch(/^banner: \|\n {2}x\n/);
  });

  it('tells the end of what is allowed to differ in the time of the reader', () => {
    const [row] = settingTexts([
      {
        path: '/driftExceptions',
        after: { 'web: Deployment web': 'until 2026-12-23T14:54:02.647Z: X' },
      },
    ]).short;
    expect(row.after).toMatch(/^until .*2026.*: X$/);
    expect(row.after).not.toContain('T14:54');
  });

  it('sees a line break at the end', () => {
    const text = 'x\n'.repeat(20);
    const [pair] = settingTexts([
      { path: '/description', before: text, after: text.trimEnd() },
    ]).long;
    expect(pair.difference.hunks).not.toHaveLength(0);
  });
});
