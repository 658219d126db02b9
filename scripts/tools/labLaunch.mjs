import { once } from 'node:events';
import { startPart, waitForPart } from './labProcesses.mjs';
import { saveLab } from './labState.mjs';

/** Starts a part of the lab, which from then on is written down to be ended. */
export async function launch(lab, part) {
  const child = startPart(part, lab.folder);
  lab.parts.push({ ...part, pid: child.pid });
  saveLab(lab);
  await once(child, 'spawn');
}

export const allReady = lab =>
  Promise.all(lab.parts.map(part => waitForPart(part, lab.folder)));
