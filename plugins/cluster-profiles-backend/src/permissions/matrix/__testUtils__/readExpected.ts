import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Columns of the table, in order. */
export const CALLERS = [
  'anonymous',
  'guest',
  'member',
  'owner',
  'approver',
  'administrator',
  'granted',
  'ungranted',
] as const;
export type Caller = (typeof CALLERS)[number];

export type Outcome = 'yes' | 'some' | 'no';

/** The table: what is asked for → who asks → what comes of it. Throws when a line does not fit. */
export function readExpected(): Map<string, Record<Caller, Outcome>> {
  const [, table] = readFileSync(
    join(__dirname, '..', 'expected.txt'),
    'utf8',
  ).split(/ +anonymous .* ungranted\n/);
  const lines = table.split('\n').filter(line => line.trim() !== '');
  const rows = lines.map(line => {
    const words = line.trim().split(/ +/);
    const outcomes = words.splice(-CALLERS.length);
    if (outcomes.some(word => !['yes', 'some', 'no'].includes(word))) {
      throw new Error(`expected.txt: this line does not fit: ${line}`);
    }
    return [
      words.join(' '),
      Object.fromEntries(
        CALLERS.map((caller, index) => [caller, outcomes[index]]),
      ) as Record<Caller, Outcome>,
    ] as const;
  });
  const expected = new Map(rows);
  if (expected.size !== rows.length) {
    throw new Error('expected.txt: something stands there twice');
  }
  return expected;
}
