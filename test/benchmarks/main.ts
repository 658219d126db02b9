// Runs the named benchmarks: files `NAME.bench.ts` that export `run: Benchmark`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from './Benchmark';

interface Baselines {
  [name: string]: number;
}

const baselinesFile = join(__dirname, 'baselines.json');
const baselines: Baselines = existsSync(baselinesFile)
  ? JSON.parse(readFileSync(baselinesFile, 'utf8'))
  : {};

async function main() {
  const names = process.argv.slice(2).filter(arg => arg !== '--json');
  const json = process.argv.includes('--json');
  for (const name of names) {
    const { run } = (await import(`./${name}.bench`)) as { run: Benchmark };
    await run({
      postgres: process.env.POSTGRES!,
      report: ({ name: measure, value, unit }) => {
        const baseline = baselines[measure];
        const ratio = baseline ? value / baseline : undefined;
        const line = { name: measure, value, unit, baseline, ratio };
        process.stdout.write(
          json
            ? `${JSON.stringify(line)}\n`
            : `${measure.padEnd(48)} ${value.toFixed(1).padStart(10)} ${unit}${
                ratio ? `  (${ratio.toFixed(2)} × baseline)` : ''
              }\n`,
        );
      },
    });
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
