import { readIndex } from './readIndex';

const entry = (version: string, extra = '') =>
  `  - name: web\n    version: ${version}\n    urls: [charts/web-${version}.tgz]\n${extra}`;
const index = (...entries: string[]) =>
  `apiVersion: v1\nentries:\n  web:\n${entries.join('')}generated: now\n`;
const web = { chart: 'web', version: '1.2.0' };

describe('readIndex', () => {
  it('finds exactly the version', () => {
    const text = index(
      entry('1.2.0-rc.1'),
      entry('1.2.0', '    digest: sha256:AB\n'),
      entry('1.2.0+other'),
    );
    expect(readIndex(text, web)).toEqual({
      version: '1.2.0',
      urls: ['charts/web-1.2.0.tgz'],
      digest: 'ab',
    });
  });

  it('takes a version with a v for the same', () => {
    expect(readIndex(index(entry('v1.2.0')), web).version).toBe('v1.2.0');
  });

  it('reads JSON, too', () => {
    const text = JSON.stringify({
      entries: { web: [{ version: '1.2.0', urls: ['x'] }] },
    });
    expect(readIndex(text, web).urls).toEqual(['x']);
  });

  it.each([
    ['a chart', index(), 'gone', 'no chart web'],
    ['the version', index(entry('1.1.0')), 'gone', 'but 1.1.0'],
    ['entries', 'a: 1', 'broken', 'no entries'],
    ['YAML', 'a: [', 'broken', 'not YAML'],
    ['text', '', 'broken', 'no entries'],
    [
      'an address',
      'entries: { web: [{ version: "1.2.0" }] }',
      'broken',
      'no address',
    ],
    ['own entries', 'entries: { web: 1 }', 'gone', 'no chart web'],
  ])('says that it has not %s', (_, text, reason, message) => {
    expect(() => readIndex(text, web)).toThrow(
      expect.objectContaining({
        reason,
        message: expect.stringContaining(message),
      }),
    );
  });

  it('knows no chart by the names of JavaScript', () => {
    for (const chart of ['__proto__', 'constructor']) {
      expect(() => readIndex(index(entry('1.2.0')), { ...web, chart })).toThrow(
        `no chart ${chart}`,
      );
    }
  });

  it('parses of a very large index what is about the chart', () => {
    const other = (name: string) =>
      `  ${name}:\n${Array.from({ length: 3_000 }, (_, i) => entry(`0.${i}.0`)).join('')}`;
    const text = `apiVersion: v1\nentries:\n${other('aaa')}  web:\n${entry('1.2.0')}${other('web-more')}${other('zzz')}generated: now\n`;
    expect(text.length).toBeGreaterThan(500_000);
    const started = Date.now();
    expect(readIndex(text, web).urls).toEqual(['charts/web-1.2.0.tgz']);
    expect(Date.now() - started).toBeLessThan(500);
    expect(() => readIndex(text, { ...web, chart: 'we' })).toThrow('no chart');
  });
});
