import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downAllLabs } from '../tools/lab.mjs';
import { cache, root, stamps } from '../tools/paths.mjs';
import { say } from '../tools/say.mjs';

export const summary =
  'Removes what was built and the data of the portal; --all stops the labs and removes the dependencies and brought tools too.';
export const usage = 'clean [--all]';

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: { all: { type: 'boolean', default: false } },
  });
  const paths = [
    join(root, '.data'),
    join(root, 'dist-types'),
    join(root, 'packages/app/dist'),
    join(root, 'test/browser/screenshots'),
    join(root, 'test/browser/results'),
    join(stamps, 'frontend'),
    ...(values.all ? [join(root, 'node_modules'), cache] : []),
  ];
  if (values.all) {
    await downAllLabs();
  }
  for (const path of paths) {
    await rm(path, { recursive: true, force: true });
    say(`Removed ${path}`);
  }
}
