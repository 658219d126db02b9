import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, stamps } from './paths.mjs';

const ignored =
  /^(node_modules|dist|dist-types|coverage|__testUtils__|dev|.*[.]test[.]tsx?|.*[.]md)$/;

async function* filesIn(path) {
  const info = await stat(join(root, path)).catch(() => undefined);
  if (info?.isFile()) {
    yield path;
  } else if (info?.isDirectory()) {
    for (const name of (await readdir(join(root, path))).sort()) {
      if (!ignored.test(name)) {
        yield* filesIn(join(path, name));
      }
    }
  }
}

/** Digest of files and folders of the checkout, by content; tests and texts do not count. */
export async function digestOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    for await (const file of filesIn(path)) {
      hash.update(file).update(await readFile(join(root, file)));
    }
  }
  return hash.digest('hex');
}

/** Runs `action` unless it has already succeeded for the same digest. */
export async function oncePer(name, digest, action) {
  const file = join(stamps, name);
  const last = await readFile(file, 'utf8').catch(() => undefined);
  if (last === digest) {
    return;
  }
  await action();
  await mkdir(stamps, { recursive: true });
  await writeFile(file, digest);
}
