import type {
  Condition,
  DriftState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { describeTrouble } from './describeTrouble';
import { layerViews } from './layerViews';
import type { Obstacle, Picture, Standing } from './types';

type Found = Omit<Condition, 'lastTransitionTime'>;

/** Parts of what an imported cluster is made of. */
const OF_BASE = new Set(['ControlPlaneReady', 'NetworkReady', 'WorkersReady']);

/** Conditions in Kubernetes' form. A transition time moves only when the status does. */
export function deriveConditions(
  standing: Standing,
  options: {
    previous: readonly Condition[];
    drift: DriftState;
    deleting: boolean;
    /** The base of an imported cluster is not ours to judge. */
    observeOnly?: boolean;
    now: string;
  },
): Condition[] {
  const { previous, now } = options;
  const found = [
    ...describeParts(standing, options).filter(
      ({ type }) => !options.observeOnly || !OF_BASE.has(type),
    ),
    describeReconciling(standing, options.deleting),
    describeHeld(standing),
  ];
  return found.map(condition => {
    const before = previous.find(({ type }) => type === condition.type);
    return {
      ...condition,
      lastTransitionTime:
        before?.status === condition.status ? before.lastTransitionTime : now,
    };
  });
}

const PARTS = [
  'Available',
  'ControlPlaneReady',
  'NetworkReady',
  'WorkersReady',
  'LayersReady',
  'InSync',
];

function describeParts(
  { picture, obstacles, unreachable }: Standing,
  options: { previous: readonly Condition[]; drift: DriftState },
): Found[] {
  if (unreachable) {
    return PARTS.map(type => ({
      type,
      status: 'Unknown',
      reason: 'Unreachable',
      message: unreachable.message,
    }));
  }
  if (!picture) {
    return PARTS.map(
      type =>
        options.previous.find(before => before.type === type) ?? {
          type,
          status: 'Unknown',
          reason: 'NotObserved',
          message: 'Nobody has looked yet',
        },
    );
  }
  const part = (
    type: string,
    bad: string,
    about: (obstacle: Obstacle) => boolean,
  ): Found => {
    const [obstacle] = picture.observed
      ? obstacles.filter(it => it.about === 'cluster' || about(it))
      : obstacles;
    return {
      type,
      status: obstacle || !picture.observed ? 'False' : 'True',
      reason: obstacle || !picture.observed ? bad : 'AsDesired',
      message: obstacle?.message ?? '',
    };
  };
  return [
    describeAvailable(picture),
    part(
      'ControlPlaneReady',
      'MachinesNotReady',
      it => it.about === 'control-plane',
    ),
    describeNetwork(picture),
    part('WorkersReady', 'MachinesNotReady', it => it.about === 'workers'),
    part(
      'LayersReady',
      'LayersNotReady',
      it => it.about === 'layer' || it.about === 'leftover',
    ),
    describeInSync(options.drift),
  ];
}

/** What its users feel, whatever revision runs: the API answers, and there is a network and a machine. */
function describeAvailable(picture: Picture): Found {
  const { observed } = picture;
  const type = 'Available';
  const no = (reason: string, message: string): Found => ({
    type,
    status: 'False',
    reason,
    message,
  });
  if (!observed) {
    return no('NotThere', 'There is no cluster');
  }
  if (observed.deleting) {
    return no('Deleting', 'The cluster is being deleted');
  }
  if (!observed.apiReachable) {
    return no('ApiNotReachable', 'The API of the cluster does not answer');
  }
  const network = layerViews(picture).filter(
    ({ layer }) => layer.kind === 'network',
  );
  const missing = network.find(
    ({ seen }) => seen?.version === undefined || seen.health === 'Degraded',
  );
  return missing
    ? no('NetworkNotReady', `Network ${missing.layer.name} is not healthy`)
    : { type, status: 'True', reason: 'Available', message: '' };
}

function describeNetwork(picture: Picture): Found {
  const waiting = layerViews(picture).find(
    ({ layer, ready }) => layer.kind === 'network' && !ready,
  );
  return {
    type: 'NetworkReady',
    status: waiting ? 'False' : 'True',
    reason: waiting ? 'LayersNotReady' : 'AsDesired',
    message: waiting
      ? `${waiting.layer.name} is not healthy at ${waiting.layer.version}`
      : '',
  };
}

function describeInSync(drift: DriftState): Found {
  const statuses: Record<DriftState, Condition['status']> = {
    InSync: 'True',
    Drifted: 'False',
    // As desired, which is not what the profile says.
    Overridden: 'True',
    Unknown: 'Unknown',
  };
  return {
    type: 'InSync',
    status: statuses[drift],
    reason: drift,
    message: drift === 'Drifted' ? 'Layers differ from what is desired' : '',
  };
}

function describeReconciling(standing: Standing, deleting: boolean): Found {
  const { hold, unreachable, stopped, proven, obstacles } = standing;
  const trouble = describeTrouble(standing);
  const type = 'Reconciling';
  const no = (reason: string, message: string): Found => ({
    type,
    status: 'False',
    reason,
    message,
  });
  if (hold) {
    return no('Held', hold.message);
  }
  if (unreachable) {
    return no('Unreachable', unreachable.message);
  }
  if (stopped) {
    return no('WritesStopped', stopped);
  }
  if (trouble) {
    return no('Failing', trouble);
  }
  if (proven) {
    return no('AtRest', '');
  }
  return {
    type,
    status: 'True',
    reason: deleting ? 'Deleting' : 'Converging',
    message: obstacles[0]?.message ?? '',
  };
}

function describeHeld({ hold }: Standing): Found {
  return {
    type: 'Held',
    status: hold ? 'True' : 'False',
    reason: hold?.reason ?? 'NotHeld',
    message: hold?.message ?? '',
  };
}
