import { join } from 'node:path';
import { Failure } from '../tools/fail.mjs';
import { install } from '../tools/install.mjs';
import { browserTests } from '../tools/browserTests.mjs';
import { root } from '../tools/paths.mjs';

export const summary =
  'Takes the pictures of the docs again, as the journey of the ten-minute tour sees the pages (1 minute).';
export const usage = 'pictures';

export async function run(args) {
  if (args.length) {
    throw new Failure('pictures takes no options; see ./dev help.');
  }
  await install();
  const { passed, failed } = await browserTests({
    word: 'the ten-minute tour',
    pictures: join(root, 'docs/images'),
  });
  if (failed.length || passed === 0) {
    throw new Failure('The tour does not go as the docs say; see above.');
  }
}
