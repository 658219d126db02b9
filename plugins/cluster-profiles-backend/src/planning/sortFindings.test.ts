import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { sortFindings } from './sortFindings';

const finding = (
  severity: Finding['severity'],
  code: string,
  path?: string,
): Finding => ({ severity, code, message: code, ...(path ? { path } : {}) });

describe('sortFindings', () => {
  it('puts the worst first and keeps each once', () => {
    const sorted = [
      finding('block', 'b'),
      finding('block', 'b', '/a'),
      finding('block', 'b', '/b'),
      finding('warn', 'a'),
      finding('warn', 'c'),
      finding('ok', 'a'),
    ];
    expect(sortFindings([...sorted].reverse().concat(sorted))).toEqual(sorted);
  });
});
