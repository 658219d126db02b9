import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFrontend } from './buildFrontend.mjs';
import { Failure } from './fail.mjs';
import { findChromium } from './findChromium.mjs';
import { freePort } from './ports.mjs';
import { escapePattern } from './pattern.mjs';
import { root } from './paths.mjs';
import { show } from './run.mjs';
import { say, step } from './say.mjs';
import { startPortal } from './startPortal.mjs';

const SIMULATED = {
  settings: {
    'clusterProfiles.simulator.secondsPerStep': 0.2,
    'clusterProfiles.reconciler.convergingSeconds': 0.2,
  },
};

/**
 * Runs the journeys of a folder in Chromium against a portal of their own, which `portal` is options of; `pictures` is the
 * folder that the tour leaves its pictures in, and `env` is for the journeys themselves.
 */
export async function browserTests({
  word,
  pictures,
  folder = 'test/browser',
  portal: options = SIMULATED,
  env = {},
}) {
  if (word && !(await hasTest(folder, word))) {
    return { passed: 0, failed: [], skipped: [] };
  }
  await buildFrontend();
  const chromium = await findChromium();
  const data = await mkdtemp(join(tmpdir(), 'cluster-profiles-portal-'));
  const portal = await step(
    'Starting a portal for the journeys',
    'about 10 s',
    async () => startPortal({ port: await freePort(), data, ...options }),
  );
  const report = join(data, 'report.json');
  try {
    say('Running the browser journeys (a few minutes) ...');
    await show(
      'yarn',
      [
        'playwright',
        'test',
        '--config',
        `${folder}/playwright.config.ts`,
        ...(word ? ['--grep', escapePattern(word)] : []),
      ],
      {
        cwd: root,
        env: {
          ...env,
          PORTAL_URL: portal.url,
          CHROMIUM: chromium,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
          ...(pictures && { PICTURES: pictures }),
        },
      },
    );
    return await summarize(report);
  } finally {
    await portal.stop();
    await rm(data, { recursive: true, force: true });
  }
}

async function hasTest(folder, word) {
  for (const file of await readdir(join(root, folder))) {
    if (file.endsWith('.spec.ts')) {
      const text = await readFile(join(root, folder, file), 'utf8');
      if (`${file}\n${text}`.toLowerCase().includes(word.toLowerCase())) {
        return true;
      }
    }
  }
  return false;
}

async function summarize(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (!text) {
    throw new Failure(
      'Playwright ended without a report; see its output above.',
    );
  }
  const result = { passed: 0, failed: [], skipped: [] };
  const visit = suite => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const name = `${spec.file}: ${spec.title}`;
        if (test.status === 'expected') {
          result.passed += 1;
        } else if (test.status === 'flaky') {
          result.passed += 1;
          say(`Only the second attempt passed: ${name}`);
        } else if (test.status === 'skipped') {
          result.skipped.push(name);
        } else {
          result.failed.push(name);
        }
      }
    }
    (suite.suites ?? []).forEach(visit);
  };
  JSON.parse(text).suites.forEach(visit);
  return result;
}
