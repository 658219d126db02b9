import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserTests } from './browserTests.mjs';
import { configOnLab } from './configOnLab.mjs';
import { borrowLab } from './lab.mjs';
import { readLab } from './labState.mjs';
import { escapePattern } from './pattern.mjs';
import { root } from './paths.mjs';
import { readJestFiles, sumUp } from './readJestReport.mjs';
import { show } from './run.mjs';
import { say } from './say.mjs';
import { startPostgres } from './startPostgres.mjs';

/** Tests that stop parts of their lab, one after the other. */
const ALONE = '[.]outage[.]lab[.]ts$';
const WITH_ADD_ONS = '[.]addons[.]';
const IGNORING = ['--testPathIgnorePatterns', '/node_modules/'];
const SELECTIONS = {
  // They wait for machines in memory more than they work.
  sideBySide: [...IGNORING, ALONE, WITH_ADD_ONS, '--maxWorkers=4'],
  alone: [
    '--testMatch=**/*.outage.lab.ts',
    ...IGNORING,
    WITH_ADD_ONS,
    '--runInBand',
  ],
};
const ADD_ON_SELECTIONS = {
  sideBySide: ['--testMatch=**/*.addons.lab.ts', '--maxWorkers=2'],
  alone: ['--testMatch=**/*.addons.outage.lab.ts', '--runInBand'],
};
const SLOWEST = 10;

/**
 * Runs the tests that need the lab: those whose path has the word, side by side; those that stop parts of it; and the browser
 * journeys of a portal on it. Without a word the latter two have a lab of their own meanwhile. With `addOns` the tests and
 * journeys that need those, named `*.addons.lab.ts`, and no others, all on one lab, as another would not fit on two cores.
 * What fails gets one more run, alone: real clusters on a busy machine may be late, and a defect fails again.
 */
export async function labTests({ name, word, addOns = false }) {
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'cluster-profiles-lab-tests-'));
  /** By path, with the lab that each ran on. */
  const files = new Map();
  const run = async (lab, selection) => {
    const report = join(folder, `${lab}.json`);
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
          CLUSTER_PROFILES_LAB: lab,
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
            postgres.connectionString,
        },
      },
    );
    for (const [path, result] of await readJestFiles(report)) {
      files.set(path, { ...result, lab });
    }
  };
  const { sideBySide, alone } = addOns ? ADD_ON_SELECTIONS : SELECTIONS;
  const chosen = word ? ['--testPathPatterns', escapePattern(word)] : [];
  const apart = !word && !addOns;
  const outages = apart ? `${name}-outages` : name;
  const travel = () => journeys({ name: outages, word, addOns });
  const disturbing = async () => {
    await borrowLab(outages, { addOns });
    await run(outages, [...alone, ...chosen]);
    return travel();
  };
  try {
    say('Running the tests on the lab (minutes) ...');
    const first = run(name, [...sideBySide, ...chosen]);
    if (!apart) {
      await first;
    }
    let [journey] = await Promise.all([disturbing(), first]);
    for (const [path, { failed, lab }] of [...files]) {
      if (failed.length > 0) {
        say(`Once more, alone: ${path}`);
        await run(lab, ['--runInBand', '--runTestsByPath', path]);
      }
    }
    if (journey.failed.length > 0) {
      say('Once more, alone: the browser journeys');
      journey = await travel();
    }
    saySlowest([...files, ['browser journeys', journey]]);
    return sumUp([...files.values(), journey]);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** For whoever wants to make all of it faster. */
function saySlowest(files) {
  const slowest = files
    .filter(([, { seconds }]) => seconds > 0)
    .sort(([, one], [, other]) => other.seconds - one.seconds)
    .slice(0, SLOWEST);
  say('\nWhat took longest:');
  for (const [path, { seconds }] of slowest) {
    say(`${seconds.toFixed().padStart(6)} s  ${path}`);
  }
}

async function journeys({ name, word, addOns }) {
  const since = Date.now();
  const result = await browserTests({
    word,
    folder: `test/management-cluster/browser${addOns ? '/addons' : ''}`,
    env: { CLUSTER_PROFILES_LAB: name },
    portal: {
      ...configOnLab(await readLab(name), { addons: addOns }),
      settings: { 'clusterProfiles.reconciler.convergingSeconds': 1 },
    },
  });
  return { ...result, seconds: (Date.now() - since) / 1000 };
}
