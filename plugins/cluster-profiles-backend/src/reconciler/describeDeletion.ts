import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { StepNow } from './deriveSteps';
import { goesWithCluster } from './goesWithCluster';
import { nextPrunes } from './nextPrunes';
import type { Picture } from './types';
import { waitsForApi } from './waitsForApi';

const PRUNE = 'prune/';

/**
 * Steps of a deletion in their order: layers from the top of the stack, workers, control plane, the layers that go with these, proof
 * that nothing is left.
 */
export function describeDeletion(
  picture: Picture,
  options: {
    previous: readonly Step[];
    proven: boolean;
    leftBehind?: ReadonlySet<string>;
  },
): StepNow[] {
  const { observed, desired } = picture;
  const { previous, proven, leftBehind = new Set<string>() } = options;
  const goneByProvider = !observed || observed.deleting;
  const machines = observed?.machines ?? [];
  // Of an imported cluster nothing but its layers goes.
  const pools = desired.observeOnly
    ? []
    : [
        ...desired.nodePools.workers
          .map(({ name }) => ({ pool: name, title: `Remove workers ${name}` }))
          .reverse(),
        { pool: 'controlPlane', title: 'Remove the control plane' },
      ];
  const layers = layerRemovals(picture, previous, leftBehind);
  return [
    ...layers.first,
    ...pools.map(({ pool, title }): StepNow => {
      const left = machines.filter(machine => machine.pool === pool).length;
      const there = left > 0 || (observed && !observed.deleting);
      let state: StepNow['state'] = 'done';
      if (there) {
        state = goneByProvider ? 'running' : 'pending';
      }
      return {
        id: `remove/${pool}`,
        title,
        state,
        ...(state === 'running' && { message: `${left} machines left` }),
      };
    }),
    ...layers.last,
    {
      id: 'proof',
      title: desired.observeOnly
        ? 'Forget the cluster'
        : 'Prove that nothing is left',
      state: proofState({ proven, deleting: goneByProvider }),
      ...(!proven &&
        observed?.leftovers.length && {
          message: `Still there: ${observed.leftovers.join(', ')}`,
        }),
    },
  ];
}

function proofState(options: {
  proven: boolean;
  deleting: boolean;
}): StepNow['state'] {
  if (options.proven) {
    return 'done';
  }
  return options.deleting ? 'running' : 'pending';
}

/** In reverse stack order, those that go with the cluster apart; a layer that was seen once stays listed. */
function layerRemovals(
  picture: Picture,
  previous: readonly Step[],
  leftBehind: ReadonlySet<string>,
): { first: StepNow[]; last: StepNow[] } {
  const { desired, observed, engineLayers } = picture;
  const there = engineLayers.map(({ name }) => name);
  const goesLast = (name: string) =>
    goesWithCluster(
      engineLayers.find(layer => layer.name === name) ?? { name },
      picture,
    );
  const staying = new Set(observed ? there.filter(goesLast) : []);
  const going = engineLayers.filter(
    ({ name }) => !leftBehind.has(name) && !staying.has(name),
  );
  const next = nextPrunes(going, { ...picture, engineLayers: going });
  const before = previous
    .filter(({ id }) => id.startsWith(PRUNE))
    .map(({ id }) => id.slice(PRUNE.length));
  const stack = desired.layers.map(({ name }) => name);
  const names = [...new Set([...before, ...there])].sort(
    (a, b) => stack.indexOf(b) - stack.indexOf(a),
  );

  const removal = (name: string): StepNow => {
    const step = { id: `${PRUNE}${name}`, title: `Remove ${name}` };
    const message = engineLayers.find(it => it.name === name)?.message;
    if (leftBehind.has(name)) {
      return {
        ...step,
        state: 'skipped',
        message: `Not gone in time: left behind${message ? `; ${message}` : ''}`,
      };
    }
    if (!there.includes(name)) {
      return { ...step, state: 'done' };
    }
    if (staying.has(name)) {
      return { ...step, state: 'waiting', message: 'goes with the cluster' };
    }
    if (!next.includes(name)) {
      return {
        ...step,
        state: 'waiting',
        message: 'waits for what depends on it',
      };
    }
    const why = waitsForApi(picture)
      ? 'waits for the API of the cluster to answer'
      : message;
    return { ...step, state: 'running', ...(why && { message: why }) };
  };
  return {
    first: names.filter(name => !goesLast(name)).map(removal),
    last: names.filter(goesLast).map(removal),
  };
}
