import type { Picture, Write } from './types';

/** A cut-off engine is given new access no more often than this: each time it looks at the whole cluster again. */
const CUT_OFF_MS = 5 * 60_000;

/** Whether the engine has to be told how to get to the cluster: it does not know it, what it has ends soon, or was revoked. Pure. */
export function dueRegistration(
  { registration, engineLayers }: Picture,
  now: string,
): Extract<Write, { type: 'register' }> | undefined {
  if (registration === undefined) {
    return undefined;
  }
  if (registration === 'none') {
    return { type: 'register', first: true, what: 'register' };
  }
  const { registeredAt, renewAt } = registration;
  const isCutOff = engineLayers.some(
    ({ health, drift }) => health === 'Unknown' && drift === 'Unknown',
  );
  const age = Date.parse(now) - Date.parse(registeredAt);
  return now >= renewAt || (isCutOff && age >= CUT_OFF_MS)
    ? { type: 'register', first: false, what: `register/${now}` }
    : undefined;
}
