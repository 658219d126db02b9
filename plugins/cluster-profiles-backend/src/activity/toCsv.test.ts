import type { Activity } from '@cluster-profiles/plugin-cluster-profiles-common';
import { toCsv } from './toCsv';

const entry = (message: string): Activity => ({
  id: 1,
  at: '2026-01-01T00:00:00.000Z',
  actor: 'user:default/alice',
  subject: { kind: 'cluster', name: 'payments' },
  type: 'change-proposed',
  message,
  sequence: 1,
  hash: 'a',
});

async function csv(...entries: Activity[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of toCsv(
    (async function* all() {
      yield* entries;
    })(),
  )) {
    lines.push(line);
  }
  return lines;
}

describe('toCsv', () => {
  it('names its columns, and quotes what is in them', async () => {
    const [head, line, ...more] = await csv(entry('He said "no", and\nleft'));
    expect(more).toEqual([]);
    expect(head.startsWith('"id","at","actor","onBehalfOf"')).toBe(true);
    expect(line).toContain(',"He said ""no"", and\nleft",');
    expect(line.split('","')).toHaveLength(head.split('","').length);
    expect(line.endsWith('"\r\n')).toBe(true);
  });

  it.each([
    '=HYPERLINK("http://evil","x")',
    '+1',
    '-1+cmd',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
  ])('prevents the formula %j', async message => {
    const [, line] = await csv(entry(message));
    expect(line).toContain(`"'${message.replaceAll('"', '""')}"`);
  });
});
