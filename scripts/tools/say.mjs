const started = Date.now();

export const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`;

let print = console.log;

/** Keeps standard output for what a program reads. */
export function sayOnStandardError() {
  print = console.error;
}

/** A line about what happens now. */
export function say(line) {
  print(line);
}

/** Says what is done and how long it may take, then how long it took. */
export async function step(title, expected, action) {
  const since = Date.now();
  say(`${title} (${expected}) ...`);
  const result = await action();
  say(`  done in ${seconds(since)}`);
  return result;
}

export const sinceStart = () => seconds(started);
