// Runs a verb: one file a verb in ./verbs, with `summary`, `usage` and `run(args)`.
import { existsSync } from 'node:fs';
import { Failure } from './tools/fail.mjs';
import { stopAll } from './tools/run.mjs';

const [verb = 'help', ...args] = process.argv.slice(2);
const name = ['-h', '--help'].includes(verb) ? 'help' : verb;
const file = new URL(`./verbs/${name}.mjs`, import.meta.url);

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    interrupted = true;
    await stopAll();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

try {
  if (!/^[a-z]+$/.test(name) || !existsSync(file)) {
    throw new Failure(`There is no verb '${verb}'; see ./dev help.`);
  }
  const { run } = await import(file);
  await run(args);
} catch (error) {
  // What a stopped process did not finish is no failure.
  if (interrupted) {
    await new Promise(() => {});
  }
  console.error(
    `\ndev: ${
      error instanceof Failure || error.code?.startsWith('ERR_PARSE_ARGS')
        ? error.message
        : error.stack
    }`,
  );
  process.exitCode = 1;
} finally {
  await stopAll();
}
process.exit(process.exitCode);
