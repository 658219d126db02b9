import { readdir } from 'node:fs/promises';

export const summary = 'Shows this.';
export const usage = 'help';

export async function run() {
  const verbs = new URL('.', import.meta.url);
  console.log('Usage: ./dev VERB [OPTIONS]\n');
  for (const file of (await readdir(verbs)).sort()) {
    const verb = await import(new URL(file, verbs));
    console.log(`  ./dev ${verb.usage}\n      ${verb.summary}\n`);
  }
  console.log(
    'Node 24, Yarn 4, PostgreSQL, Chromium and, for the lab, Go are brought into a cache folder when the machine lacks them\n' +
      '(CLUSTER_PROFILES_CACHE, by default ~/.cache/cluster-profiles).',
  );
}
