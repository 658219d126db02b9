import type {
  ObservedMachine,
  Step,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  isAutoscaled,
  poolRange,
  poolSizeText,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { StepNow } from './deriveSteps';
import { kubernetesSteps } from './kubernetesSteps';
import { kubernetesWaits } from './kubernetesTurn';
import { layerViews, undesiredLayers, type LayerView } from './layerViews';
import type { Picture } from './types';
import { waitsFor } from './waitsFor';

/** Steps towards a cluster as desired: control plane, API, network, workers, everything else, proof. */
export function describeProgress(
  picture: Picture,
  options: { previous: readonly Step[]; proven: boolean },
): StepNow[] {
  const { desired, observed, revision } = picture;
  const { previous, proven } = options;
  // Nothing of an imported cluster is handed over: it only has to be there.
  const takenUp =
    observed &&
    (desired.observeOnly ||
      (observed.revision === revision && observed.current));
  const first = kubernetesWaits(picture);
  const handOver: StepNow = {
    id: 'hand-over',
    title: desired.observeOnly
      ? 'Find the cluster'
      : `Hand revision ${revision} to the provider`,
    state: pick([
      [takenUp, 'done'],
      [first.length > 0, 'waiting'],
      [true, 'running'],
    ]),
    ...(!takenUp &&
      first.length > 0 && { message: `waits for ${first.join(', ')}` }),
  };
  const proof: StepNow = {
    id: 'proof',
    title: `Prove that revision ${revision} runs`,
    state: proven ? 'done' : 'pending',
  };
  if (desired.paused) {
    return [handOver, proof];
  }

  const views = layerViews(picture);
  // Layers that come before the next Kubernetes do not wait for it.
  const apiReachable = Boolean(
    (takenUp || first.length > 0) && observed?.apiReachable,
  );
  const shown = views.filter(
    ({ layer }) => layer.kind !== 'os' && layer.kind !== 'kubernetes',
  );
  const isNetwork = ({ layer }: LayerView) => layer.kind === 'network';
  const layerSteps = (some: LayerView[]) =>
    some.map(view =>
      describeLayer(view, waitsFor(view, { picture, views, apiReachable })),
    );
  const networkWait = shown
    .filter(view => isNetwork(view) && !view.ready)
    .map(({ layer }) => layer.name);

  const steps: StepNow[] = [
    handOver,
    ...kubernetesSteps(picture),
    ...controlPlaneSteps(picture, Boolean(takenUp)),
    {
      id: 'api',
      title: 'API of the cluster',
      state: pick([
        [apiReachable, 'done'],
        [takenUp, 'running'],
      ]),
    },
    ...registrationSteps(picture, apiReachable),
    ...layerSteps(shown.filter(isNetwork)),
    ...workerSteps(picture, {
      takenUp: Boolean(takenUp),
      apiReachable,
      networkWait,
    }),
    ...layerSteps(shown.filter(view => !isNetwork(view))),
    ...removalSteps(picture, previous),
  ];
  const open = steps.some(({ state }) => state !== 'done');
  return [
    ...steps,
    {
      ...proof,
      state: pick([
        [proven, 'done'],
        [!open, 'running'],
      ]),
    },
  ];
}

/** The first state whose condition holds; else pending. */
function pick(choices: Array<[unknown, StepNow['state']]>): StepNow['state'] {
  return choices.find(([holds]) => holds)?.[1] ?? 'pending';
}

/** Where the engine has to be told of the cluster. */
function registrationSteps(
  { registration }: Picture,
  apiReachable: boolean,
): StepNow[] {
  return registration === undefined
    ? []
    : [
        {
          id: 'registration',
          title: 'Register the cluster for add-ons',
          state: pick([
            [registration !== 'none', 'done'],
            [apiReachable, 'running'],
          ]),
        },
      ];
}

/** A machine that a way over several versions has only brought to one between is not done. */
function doneIn({ desired }: Picture): (machine: ObservedMachine) => boolean {
  const onTheWay = desired.kubernetesPath?.slice(0, -1) ?? [];
  return machine =>
    machine.ready &&
    machine.upToDate &&
    !machine.deleting &&
    !onTheWay.includes(machine.kubernetesVersion);
}

function controlPlaneSteps(picture: Picture, takenUp: boolean): StepNow[] {
  const { replicas } = picture.desired.nodePools.controlPlane;
  const isDone = doneIn(picture);
  const machines = (picture.observed?.machines ?? []).filter(
    ({ pool }) => pool === 'controlPlane',
  );
  const done = takenUp ? machines.filter(isDone).length : 0;
  const message = machines.find(it => !isDone(it) && it.message)?.message;
  return Array.from({ length: replicas }, (_, index) => {
    const current = takenUp && index === done;
    return {
      id: `control-plane-${index + 1}`,
      title: `Control plane ${index + 1} of ${replicas}`,
      state: pick([
        [index < done, 'done'],
        [current, 'running'],
      ]),
      ...(current && message && { message }),
    };
  });
}

function workerSteps(
  picture: Picture,
  options: { takenUp: boolean; apiReachable: boolean; networkWait: string[] },
): StepNow[] {
  const { takenUp, apiReachable, networkWait } = options;
  const isDone = doneIn(picture);
  return picture.desired.nodePools.workers.map(pool => {
    const { name } = pool;
    const machines = (picture.observed?.machines ?? []).filter(
      machine => machine.pool === name,
    );
    const done = machines.filter(isDone).length;
    const { min, max } = poolRange(pool);
    const complete =
      done === machines.length &&
      machines.length >= min &&
      machines.length <= max;
    const wanted = isAutoscaled(pool)
      ? `${machines.length} ready, ${poolSizeText(pool)} desired`
      : `${pool.replicas} ready`;
    const waits = apiReachable ? networkWait : ['API', ...networkWait];
    const state = pick([
      [takenUp && complete, 'done'],
      [takenUp && waits.length === 0, 'running'],
      [takenUp, 'waiting'],
    ]);
    const told = machines.find(it => !isDone(it) && it.message)?.message;
    const messages: Partial<Record<StepNow['state'], string>> = {
      running: `${done} of ${wanted}${told ? `, ${told}` : ''}`,
      waiting: `waits for ${waits.join(', ')}`,
    };
    return {
      id: `workers/${name}`,
      title: `Workers ${name}`,
      state,
      ...(messages[state] && { message: messages[state] }),
    };
  });
}

function describeLayer(view: LayerView, waits: string[]): StepNow {
  const { layer, seen, digest, ready, byEngine } = view;
  const handedOver = seen?.digest === digest;
  const state = pick([
    [ready, 'done'],
    [handedOver && seen.health === 'Degraded', 'failed'],
    [handedOver, 'running'],
    [byEngine && waits.length > 0, 'waiting'],
    [true, 'running'],
  ]);
  const message =
    state === 'waiting' ? `waits for ${waits.join(', ')}` : seen?.message;
  return {
    id: `layer/${layer.name}`,
    title: `${layer.name} ${layer.version}`,
    state,
    ...(state !== 'done' && message && { message }),
  };
}

function removalSteps(picture: Picture, previous: readonly Step[]): StepNow[] {
  const there = new Map(
    undesiredLayers(picture).map(seen => [seen.name, seen]),
  );
  const before = previous
    .filter(({ id }) => id.startsWith('prune/'))
    .map(({ id }) => id.slice('prune/'.length));
  return [...new Set([...before, ...there.keys()])].map(name => {
    const message = there.get(name)?.message;
    return {
      id: `prune/${name}`,
      title: `Remove ${name}`,
      state: there.has(name) ? 'running' : 'done',
      ...(message && { message }),
    };
  });
}
