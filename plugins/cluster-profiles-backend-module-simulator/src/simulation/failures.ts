import type { Misbehaviour, OwnLayer } from './types';

/** The `fail-step` that stops one layer of the engine. */
export function layerFailure(
  misbehaviours: readonly Misbehaviour[],
  layer: string,
): Misbehaviour | undefined {
  return misbehaviours.find(
    entry => entry.kind === 'fail-step' && entry.layer === layer,
  );
}

/** The `fail-step` that stops the machines: it names no layer, or one that machines are made from. */
export function machineFailure(
  misbehaviours: readonly Misbehaviour[],
  ownLayers: readonly OwnLayer[],
): Misbehaviour | undefined {
  return misbehaviours.find(
    entry =>
      entry.kind === 'fail-step' &&
      (entry.layer === undefined ||
        ownLayers.some(({ name }) => name === entry.layer)),
  );
}

export function failureMessage({ message }: Misbehaviour): string {
  return message ?? 'The simulator was told to fail this step';
}
