import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { capture } from './run.mjs';

const config = join(root, '.dependency-cruiser.cjs');
const wrong = join(root, 'test/importDirection');

const cruise = (cwd, ...args) =>
  capture(
    join(root, 'node_modules/.bin/depcruise'),
    ['--config', config, ...args, 'packages', 'plugins'],
    { cwd, env: { FORCE_COLOR: '0' } },
  );

/** Imports go one way, and the rules do find imports that do not. */
export async function importDirection() {
  const { code, output } = await cruise(root);
  if (code !== 0) {
    return output.trim();
  }
  const proof = await cruise(wrong);
  const { forbidden } = createRequire(import.meta.url)(config);
  const blind = forbidden.filter(({ name }) => !proof.output.includes(name));
  return blind.length
    ? `Rules that do not find the wrong imports of test/importDirection: ${blind
        .map(({ name }) => name)
        .join(', ')}`
    : undefined;
}
