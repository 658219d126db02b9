import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Failure } from './fail.mjs';
import { root } from './paths.mjs';

/** Names of the tests by how they ended, from the file that Jest wrote. */
export async function readJestReport(report) {
  return sumUp((await readJestFiles(report)).values());
}

/** The same by file, with how long each took. */
export async function readJestFiles(report) {
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (!text) {
    throw new Failure('Jest ended without a report; see its output above.');
  }
  const files = new Map();
  for (const file of JSON.parse(text).testResults) {
    const path = relative(root, file.name);
    const result = {
      passed: 0,
      failed: [],
      skipped: [],
      seconds: (file.endTime - file.startTime) / 1000,
    };
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
    files.set(path, result);
  }
  return files;
}

/** All of some results together. */
export function sumUp(results) {
  const total = { passed: 0, failed: [], skipped: [] };
  for (const { passed, failed, skipped } of results) {
    total.passed += passed;
    total.failed.push(...failed);
    total.skipped.push(...skipped);
  }
  return total;
}
