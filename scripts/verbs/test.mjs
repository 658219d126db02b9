import { Failure } from '../tools/fail.mjs';
import { install } from '../tools/install.mjs';
import { say, seconds, sinceStart } from '../tools/say.mjs';
import { browserTests } from '../tools/browserTests.mjs';
import { unitTests } from '../tools/unitTests.mjs';
import { check } from './check.mjs';

export const summary =
  'Runs everything: checks, unit tests on SQLite and PostgreSQL, browser journeys; or one of them; or the tests whose name has a word. Only when named: adopter, a fresh portal with the packed packages.';
export const usage = 'test [check | unit | browser | adopter | WORD]';

const parts = {
  check: async () => {
    const { passed, failed } = await check();
    return {
      passed: passed.length,
      failed: failed.map(name => `check: ${name}`),
      skipped: [],
    };
  },
  unit: word => unitTests({ word }),
  browser: word => browserTests({ word }),
};

/** Runs only when named: it takes minutes, and installs a portal. Needs what `install` brings. */
const onRequest = {
  adopter: async () => {
    const { adopterTest } = await import('../tools/adopterTest.mjs');
    return adopterTest();
  },
};

/** For one word nothing is to be checked, and most words are of one part only. */
const ONE_BY_ONE = [['unit'], ['browser']];

/** The journeys wait for half of their time, which the unit tests can use. */
const SIDE_BY_SIDE = [['check'], ['unit', 'browser']];

async function runPart(name, word) {
  const since = Date.now();
  say(`\n── ${name} ──`);
  const result = await (parts[name] ?? onRequest[name])(word);
  say(
    `${name}: ${result.passed} passed, ${
      result.failed.length
    } failed in ${seconds(since)}`,
  );
  return result;
}

export async function run(args) {
  if (args.length > 1) {
    throw new Failure('test takes one word at most; see ./dev help.');
  }
  const [word] = args;
  await install();
  const named = parts[word] ?? onRequest[word];
  const only = named ? undefined : word;

  const total = { passed: 0, failed: [], skipped: [] };
  for (const round of named ? [[word]] : only ? ONE_BY_ONE : SIDE_BY_SIDE) {
    const results = await Promise.all(round.map(name => runPart(name, only)));
    for (const { passed, failed, skipped } of results) {
      total.passed += passed;
      total.failed.push(...failed);
      total.skipped.push(...skipped);
    }
  }

  if (only && total.passed + total.failed.length === 0) {
    throw new Failure(`No test has '${only}' in its name.`);
  }
  // A test that does not run proves nothing.
  const failed = only ? total.failed : [...total.failed, ...total.skipped];
  for (const name of failed) {
    say(
      `✗ ${name}${total.skipped.includes(name) ? ' (skipped, not run)' : ''}`,
    );
  }
  say(`\n${sinceStart()}`);
  say(`${total.passed} passed, ${failed.length} failed`);
  if (failed.length) {
    process.exitCode = 1;
  }
}
