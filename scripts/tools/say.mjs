const started = Date.now();

export const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** A line about what happens now. */
export function say(line) {
  console.log(line);
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
