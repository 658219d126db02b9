import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { escapePattern } from './pattern.mjs';
import { root } from './paths.mjs';
import { readJestReport } from './readJestReport.mjs';
import { show } from './run.mjs';
import { say, step } from './say.mjs';
import { startPostgres } from './startPostgres.mjs';

const WORKERS = 2;

/** Runs the tests beside the code, on SQLite and on PostgreSQL. */
export async function unitTests({ word }) {
  const selection = word ? await select(word) : [];
  if (!selection) {
    return { passed: 0, failed: [], skipped: [] };
  }
  const postgres = await step('Starting PostgreSQL', 'a few seconds', () =>
    startPostgres(),
  );
  const folder = await mkdtemp(join(tmpdir(), 'cluster-profiles-tests-'));
  const report = join(folder, 'report.json');
  try {
    say('Running the unit tests (a few minutes) ...');
    await show(
      'yarn',
      [
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        `--maxWorkers=${WORKERS}`,
        `--testSequencer=${join(root, 'test/longestFirst.cjs')}`,
        '--passWithNoTests',
        '--json',
        `--outputFile=${report}`,
        ...selection,
      ],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          CI: '1',
          // Databases come from here, never from a container engine.
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
            postgres.connectionString,
        },
      },
    );
    return await readJestReport(report);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Arguments for Jest: files with the word in their path, or in the text of their tests. */
async function select(word) {
  const files = [];
  for (const workspace of ['packages', 'plugins']) {
    for (const name of await readdir(join(root, workspace))) {
      const source = join(root, workspace, name, 'src');
      const found = await readdir(source, { recursive: true }).catch(() => []);
      files.push(
        ...found
          .filter(file => /[.]test[.]tsx?$/.test(file))
          .map(file => join(source, file)),
      );
    }
  }
  const has = text => text.toLowerCase().includes(word.toLowerCase());
  const byPath = files.filter(file => has(relative(root, file)));
  if (byPath.length) {
    return byPath;
  }
  const byText = [];
  for (const file of files) {
    if (has(await readFile(file, 'utf8'))) {
      byText.push(file);
    }
  }
  return byText.length
    ? ['--testNamePattern', escapePattern(word), ...byText]
    : undefined;
}
