// Runs the named benchmarks: files `NAME.bench.ts` that export `run: Benchmark`.
import type { Benchmark, Measure } from './Benchmark';

const COLUMNS = [64, 8, 4, 10, 10];

async function main() {
  const names = process.argv.slice(2).filter(arg => arg !== '--json');
  const json = process.argv.includes('--json');
  const postgres = process.env.POSTGRES;
  if (!postgres) {
    throw new Error('POSTGRES is missing; run ./dev bench');
  }
  if (!json) {
    printRow(['measure', 'value', 'unit', 'baseline', 'ratio']);
  }
  for (const name of names) {
    const { run } = require(`./${name}.bench`) as { run: Benchmark };
    let reported = 0;
    await run({
      postgres,
      report: measure => {
        reported += 1;
        print(measure, { json });
      },
    });
    if (reported === 0) {
      throw new Error(`Benchmark '${name}' has measured nothing`);
    }
  }
}

function print(measure: Measure, options: { json: boolean }) {
  const { name, value, unit, baseline, atMost, atLeast } = measure;
  for (const number of [value, baseline]) {
    if (!Number.isFinite(number) || number <= 0) {
      throw new Error(`${name} was not measured: ${JSON.stringify(measure)}`);
    }
  }
  const ratio = value / baseline;
  if (options.json) {
    const line = { name, value, unit, baseline, ratio, atMost, atLeast };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  printRow([
    name,
    readable(value),
    unit,
    readable(baseline),
    `× ${readable(ratio)}`,
    atMost !== undefined && ratio > atMost ? `above ${atMost}` : '',
    atLeast !== undefined && ratio < atLeast ? `below ${atLeast}` : '',
  ]);
}

function printRow(cells: string[]) {
  const padded = cells.map((cell, index) =>
    index === 0 || index === 2
      ? cell.padEnd(COLUMNS[index])
      : cell.padStart(COLUMNS[index]),
  );
  process.stdout.write(`${padded.join(' ').trimEnd()}\n`);
}

/** Three digits, or whole numbers above. */
function readable(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
