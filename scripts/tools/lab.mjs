import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Failure } from './fail.mjs';
import {
  isRunning,
  killParts,
  startPart,
  waitForPart,
} from './labProcesses.mjs';
import { folderOfLab, listLabs, readLab, saveLab } from './labState.mjs';
import { bringLabTools } from './labTools.mjs';
import { say, step } from './say.mjs';

async function runningLab(name) {
  const lab = await readLab(name);
  if (!lab?.ready) {
    throw new Failure('The lab does not run: ./dev lab up');
  }
  return lab;
}

/** Starts the lab, unless it runs already; `started` says which. */
export async function upLab(name) {
  if (process.platform !== 'linux') {
    throw new Failure(
      'The lab runs on Linux only: it looks after its processes by /proc.',
    );
  }
  const existing = await readLab(name);
  if (existing && !existing.ready && (await isRunning(existing.starter))) {
    throw new Failure(
      `Process ${existing.starter.pid} is starting the lab: wait for it.`,
    );
  }
  const tools = await bringLabTools();
  const running = await Promise.all((existing?.parts ?? []).map(isRunning));
  if (
    existing?.ready &&
    running.every(Boolean) &&
    isDeepStrictEqual(existing.programs, tools.programs)
  ) {
    return { lab: existing, started: false };
  }
  if (existing) {
    say('Removing a lab that is not whole, or of other versions ...');
    await downLab(name);
  }
  // Loads what `install` brings.
  const { startLab } = await import('./startLab.mjs');
  const lab = await step('Starting the lab', 'about 20 s', () =>
    startLab(folderOfLab(name), tools),
  );
  return { lab, started: true };
}

/** Ends what was started, also by a run that crashed, and removes its data. */
export async function downLab(name) {
  const lab = await readLab(name);
  await killParts([...(lab?.parts ?? [])].reverse());
  await rm(folderOfLab(name), { recursive: true, force: true });
  return lab !== undefined;
}

export async function downAllLabs() {
  for (const name of await listLabs()) {
    await downLab(name);
  }
}

export async function killPart(name, partName) {
  const lab = await runningLab(name);
  await killParts([partOf(lab, partName)]);
}

export async function restartPart(name, partName) {
  const lab = await runningLab(name);
  const part = partOf(lab, partName);
  await killParts([part]);
  const child = startPart(part, lab.folder);
  part.pid = child.pid;
  saveLab(lab);
  await once(child, 'spawn');
  await waitForPart(part, {
    folder: lab.folder,
    ca: await readFile(lab.caFile),
  });
}

function partOf({ parts }, name) {
  const part = parts.find(candidate => candidate.name === name);
  if (!part) {
    throw new Failure(
      `The lab has no part '${name}'; it has ${parts
        .map(candidate => candidate.name)
        .join(', ')}.`,
    );
  }
  return part;
}
