import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../tools/fail.mjs';
import { install } from '../tools/install.mjs';
import { root } from '../tools/paths.mjs';
import { show } from '../tools/run.mjs';
import { sayOnStandardError } from '../tools/say.mjs';
import { startPostgres } from '../tools/startPostgres.mjs';

export const summary =
  'Measures, on SQLite and PostgreSQL (2 minutes). --json prints one object a line: name, value, unit, baseline, ratio.';
export const usage = 'bench [NAME] [--json]';

const folder = join(root, 'test/benchmarks');

export async function run(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  if (values.json) {
    sayOnStandardError();
  }
  const [name] = positionals;
  const all = (await readdir(folder))
    .filter(file => file.endsWith('.bench.ts'))
    .map(file => file.replace('.bench.ts', ''));
  const chosen = all.filter(bench => !name || bench === name);
  if (!chosen.length) {
    throw new Failure(
      `There is no benchmark '${name ?? ''}'; there are ${
        all.join(', ') || 'none yet'
      }.`,
    );
  }
  await install();
  const postgres = await startPostgres();
  try {
    const code = await show(
      process.execPath,
      [
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        join(folder, 'main.ts'),
        ...(values.json ? ['--json'] : []),
        ...chosen,
      ],
      { env: { POSTGRES: postgres.connectionString, NODE_ENV: 'production' } },
    );
    if (code !== 0) {
      throw new Failure('A benchmark failed; see its output above.');
    }
  } finally {
    await postgres.stop();
  }
}
