import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Failure } from './fail.mjs';
import {
  isRunning,
  killParts,
  startPart,
  waitForPart,
} from './labProcesses.mjs';
import { folderOfLab, listLabs, readLab, saveLab } from './labState.mjs';
import { bringAddOnTools, bringLabTools } from './labTools.mjs';
import { atEnd } from './run.mjs';
import { say, step } from './say.mjs';

/** Puts a chart into the lab's Helm repository and OCI registry, over what is there. */
export async function publish(name, folder, version) {
  const { addOns } = await runningLab(name);
  if (!addOns) {
    throw new Failure('The lab has no charts: ./dev lab up --addons');
  }
  const { publishChart } = await import('./labCharts.mjs');
  await publishChart(addOns.charts, folder, version);
}

async function runningLab(name) {
  const lab = await readLab(name);
  if (!lab?.ready) {
    throw new Failure('The lab does not run: ./dev lab up');
  }
  return lab;
}

/** Starts the lab, unless it runs already; `started` says which. One that runs without add-ons grows where they are wanted. */
export async function upLab(name, { addOns = false } = {}) {
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
  const addOnTools = addOns ? await bringAddOnTools() : undefined;
  const whole = await isWhole(existing, { tools, addOnTools });
  if (existing && !whole) {
    say('Removing a lab that is not whole, or of other versions ...');
    await downLab(name);
  }
  const lab = whole ? existing : await startNew(name, tools);
  if (addOns && !lab.addOns) {
    const { startAddOns } = await import('./labAddOns.mjs');
    await step('Starting what add-ons need', 'about 40 s', () =>
      startAddOns(lab, addOnTools),
    );
  }
  return { lab, started: !whole };
}

/** A lab that is gone at the end of this process, unless it was there before. */
export async function borrowLab(name, options) {
  const { lab, started } = await upLab(name, options);
  if (started) {
    atEnd(() => downLab(name));
  }
  return lab;
}

async function isWhole(lab, { tools, addOnTools }) {
  const running = await Promise.all((lab?.parts ?? []).map(isRunning));
  return (
    lab?.ready === true &&
    running.every(Boolean) &&
    isDeepStrictEqual(lab.programs, tools.programs) &&
    (!lab.addOns ||
      !addOnTools ||
      isDeepStrictEqual(lab.addOns.programs, addOnTools.programs))
  );
}

async function startNew(name, tools) {
  // Loads what `install` brings.
  const { startLab } = await import('./startLab.mjs');
  return step('Starting the lab', 'about 20 s', () =>
    startLab(folderOfLab(name), tools),
  );
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
  await waitForPart(part, lab.folder);
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
