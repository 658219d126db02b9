import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserTests } from './browserTests.mjs';
import { configOnLab } from './configOnLab.mjs';
import { readLab } from './labState.mjs';
import { escapePattern } from './pattern.mjs';
import { root } from './paths.mjs';
import { readJestFiles, sumUp } from './readJestReport.mjs';
import { show } from './run.mjs';
import { say } from './say.mjs';
import { startPostgres } from './startPostgres.mjs';

/** Tests that stop parts of the lab, so that nothing else may run meanwhile. */
const ALONE = '[.]outage[.]lab[.]ts$';
const WITH_ADD_ONS = '[.]addons[.]';
// They wait for machines in memory more than they work.
const SIDE_BY_SIDE = '--maxWorkers=4';
const IGNORING = ['--testPathIgnorePatterns', '/node_modules/'];
const selections = [
  [...IGNORING, ALONE, WITH_ADD_ONS, SIDE_BY_SIDE],
  ['--testMatch=**/*.outage.lab.ts', ...IGNORING, WITH_ADD_ONS, '--runInBand'],
];
const addOnSelections = [
  ['--testMatch=**/*.addons.lab.ts', '--maxWorkers=2'],
  ['--testMatch=**/*.addons.outage.lab.ts', '--runInBand'],
];

/**
 * Runs the tests that need the lab: those whose path has the word, side by side, then those that stop parts of it, then the
 * browser journeys of a portal on it. With `addOns` the tests and journeys that need those, named `*.addons.lab.ts`, and no others.
 * A file that fails gets one more run, alone: real clusters on a busy machine may be late, and a defect fails again.
 */
export async function labTests({ name, word, addOns = false }) {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'cluster-profiles-lab-tests-'));
  const run = async selection => {
    const report = join(folder, 'report.json');
    await rm(report, { force: true });
    await show(
      join(root, 'node_modules/.bin/jest'),
      [
        '--config',
        join(root, 'test/management-cluster/jest.config.cjs'),
        '--json',
        `--outputFile=${report}`,
        '--passWithNoTests',
        ...selection,
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
    return readJestFiles(report);
  };
  try {
    say('Running the tests on the lab (minutes) ...');
    const files = new Map();
    const keep = results =>
      results.forEach((result, path) => files.set(path, result));
    for (const selection of addOns ? addOnSelections : selections) {
      keep(
        await run([
          ...selection,
          ...(word ? ['--testPathPatterns', escapePattern(word)] : []),
        ]),
      );
    }
    const failed = [...files.keys()].filter(
      path => files.get(path).failed.length > 0,
    );
    if (failed.length > 0) {
      say(`Once more, alone:\n  ${failed.join('\n  ')}`);
      keep(await run(['--runInBand', '--runTestsByPath', ...failed]));
    }
    return sumUp([...files.values(), await journeys({ name, word, addOns })]);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function journeys({ name, word, addOns }) {
  return browserTests({
    word,
    folder: `test/management-cluster/browser${addOns ? '/addons' : ''}`,
    env: { CLUSTER_PROFILES_LAB: name },
    portal: {
      ...configOnLab(await readLab(name), { addons: addOns }),
      settings: { 'clusterProfiles.reconciler.convergingSeconds': 1 },
    },
  });
}
