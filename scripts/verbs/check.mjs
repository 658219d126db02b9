import { Failure } from '../tools/fail.mjs';
import { docsLinks } from '../tools/docsLinks.mjs';
import { importDirection } from '../tools/importDirection.mjs';
import { install } from '../tools/install.mjs';
import { capture } from '../tools/run.mjs';
import { say, seconds, sinceStart } from '../tools/say.mjs';

export const summary =
  'Types, lint, formatting, import direction, links of the docs and configuration, each with its time; or only the named ones.';
export const usage = 'check [types|lint|format|imports|docs|config]...';

const backstage = (...args) => ['backstage-cli', ...args];

/** Commands that must all end well, or a function that gives the problem. */
const checks = {
  types: [['tsc']],
  lint: [
    backstage('repo', 'lint', '--max-warnings', '0', '--format', 'stylish'),
  ],
  format: [['prettier', '--check', '--log-level', 'warn', '.']],
  imports: importDirection,
  docs: docsLinks,
  config: [
    ['app-config.yaml', 'examples/app-config.examples.yaml'],
    ['app-config.yaml', 'app-config.production.yaml'],
    [
      'app-config.yaml',
      'examples/app-config.examples.yaml',
      'examples/app-config.lab.yaml',
    ],
    [
      'app-config.yaml',
      'examples/app-config.examples.yaml',
      'examples/app-config.lab.yaml',
      'examples/app-config.lab-addons.yaml',
    ],
  ].map(files =>
    backstage(
      'config:check',
      '--lax',
      '--strict',
      '--package',
      'backend',
      ...files.flatMap(file => ['--config', file]),
    ),
  ),
};

export async function run(args) {
  await install();
  const { failed } = await check(args);
  say(`\nChecked in ${sinceStart()}`);
  if (failed.length) {
    throw new Failure(`Failed: ${failed.join(', ')}.`);
  }
}

/** Runs the checks, all of them and two at a time, and prints what fails. */
export async function check(names = []) {
  const unknown = names.filter(name => !checks[name]);
  if (unknown.length) {
    throw new Failure(
      `There is no check '${unknown[0]}'; there are ${Object.keys(checks).join(
        ', ',
      )}.`,
    );
  }
  const passed = [];
  const failed = [];
  const left = names.length ? [...names] : Object.keys(checks);
  const runNext = async () => {
    for (let name = left.shift(); name; name = left.shift()) {
      const since = Date.now();
      const problems = await problemsOf(checks[name]);
      (problems.length ? failed : passed).push(name);
      say(
        `${problems.length ? '✗' : '✓'} ${name.padEnd(8)} ${seconds(since)}${
          problems.length ? `\n${problems.join('\n')}\n` : ''
        }`,
      );
    }
  };
  await Promise.all([runNext(), runNext()]);
  return { passed, failed };
}

async function problemsOf(check) {
  if (typeof check === 'function') {
    const problem = await check();
    return problem ? [problem] : [];
  }
  const problems = [];
  for (const command of check) {
    const { code, output } = await capture('yarn', command, {
      env: { FORCE_COLOR: '0' },
    });
    if (code !== 0) {
      problems.push(output.trim());
    }
  }
  return problems;
}
