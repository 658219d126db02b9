/**
 * Measures something and its baseline in turns, so that what else the machine does falls on both, and gives the medians.
 * The first turn only warms up.
 */
export async function compare(options: {
  rounds: number;
  subject: () => Promise<number>;
  baseline: () => Promise<number>;
}): Promise<{ value: number; baseline: number }> {
  const values: number[] = [];
  const baselines: number[] = [];
  await options.subject();
  await options.baseline();
  for (let round = 0; round < options.rounds; round++) {
    values.push(await options.subject());
    baselines.push(await options.baseline());
  }
  return { value: median(values), baseline: median(baselines) };
}

/** How many of `count` were done in a second. */
export async function perSecond(
  count: number,
  work: () => Promise<void> | void,
): Promise<number> {
  const start = performance.now();
  await work();
  return (count * 1000) / (performance.now() - start);
}

/** Milliseconds of each run, one after the other. */
export async function latencies(
  count: number,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** The value that a share of all is not above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
