import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Failure } from './fail.mjs';
import { root } from './paths.mjs';

/** Names of the tests by how they ended, from the file that Jest wrote. */
export async function readJestReport(report) {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (!text) {
    throw new Failure('Jest ended without a report; see its output above.');
  }
  const { testResults } = JSON.parse(text);
  const result = { passed: 0, failed: [], skipped: [] };
  for (const file of testResults) {
    const path = relative(root, file.name);
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      result.failed.push(`${path}: cannot be run`);
    }
    for (const test of file.assertionResults) {
      const name = `${path}: ${test.fullName}`;
      if (test.status === 'passed') {
        result.passed += 1;
      } else if (test.status === 'failed') {
        result.failed.push(name);
      } else {
        result.skipped.push(name);
      }
    }
  }
  return result;
}
