import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escapePattern } from './pattern.mjs';
import { root } from './paths.mjs';
import { readJestReport } from './readJestReport.mjs';
import { show } from './run.mjs';
import { say } from './say.mjs';
import { startPostgres } from './startPostgres.mjs';

/** Tests that stop parts of the lab, so that nothing else may run meanwhile. */
const ALONE = '[.]outage[.]lab[.]ts$';

/** Runs the tests that need the lab: those whose path has the word, side by side, then those that stop parts of it. */
export async function labTests({ name, word }) {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'cluster-profiles-lab-tests-'));
  const total = { passed: 0, failed: [], skipped: [] };
  try {
    say('Running the tests on the lab (minutes) ...');
    for (const selection of [
      ['--testPathIgnorePatterns', '/node_modules/', ALONE, '--maxWorkers=2'],
      ['--testMatch', '**/*.outage.lab.ts', '--runInBand'],
    ]) {
      const report = join(folder, 'report.json');
      await show(
        join(root, 'node_modules/.bin/jest'),
        [
          '--config',
          join(root, 'test/management-cluster/jest.config.cjs'),
          '--json',
          `--outputFile=${report}`,
          '--passWithNoTests',
          ...selection,
          ...(word ? ['--testPathPatterns', escapePattern(word)] : []),
        ],
        {
          stdio: ['ignore', 'ignore', 'inherit'],
          env: {
            CI: '1',
            CLUSTER_PROFILES_LAB: name,
            BACKSTAGE_TEST_DISABLE_DOCKER: '1',
            BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
              postgres.connectionString,
          },
        },
      );
      const result = await readJestReport(report);
      total.passed += result.passed;
      total.failed.push(...result.failed);
      total.skipped.push(...result.skipped);
    }
    return total;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
