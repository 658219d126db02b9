import { isDeepStrictEqual } from 'node:util';
import {
  canonicalDigest,
  type DriftState,
  type Health,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  FIELD_MANAGER,
  findWriter,
  listWriters,
  memberAt,
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { readMarks } from '../application/marks';
import { explainFailure, findTrouble, listDrifted, oneLine } from './explain';
import { findOperation, isUnderWay, type Operation } from './findOperation';
import { findSilence } from './findSilence';

/**
 * What an Application proves of its layer. Its `status.sync` alone proves nothing: after a change it still tells of the state
 * before, and of a cluster that is not reached it says Healthy.
 */
export function observeApplication(
  live: KubernetesObject,
  now: Date,
): ObservedLayer {
  const { layer, version, digest, specDigest, driftExceptions } =
    readMarks(live);
  const name = layer ?? live.metadata.name;
  if (live.metadata.deletionTimestamp) {
    const trouble = findTrouble(live);
    return {
      name,
      health: trouble?.unreachable ? 'Unknown' : 'Progressing',
      drift: 'Unknown',
      message: trouble
        ? `Is not removed yet: ${trouble.message}`
        : 'Objects are being removed',
    };
  }
  if (canonicalDigest(live.spec) !== specDigest) {
    // Without its digest, so that it is written again.
    return {
      name,
      health: 'Unknown',
      drift: 'Drifted',
      message: `Somebody else changed the spec of Application ${live.metadata.namespace}/${live.metadata.name}`,
      edited: findEditor(live),
    };
  }
  const state = observeState(live, now);
  const isProven =
    state.health === 'Healthy' &&
    (state.drift === 'InSync' || state.drift === 'Drifted');
  return {
    name,
    ...(isProven && version !== undefined ? { version } : {}),
    ...(digest === undefined ? {} : { digest }),
    ...(driftExceptions.length > 0 && { exceptions: driftExceptions }),
    ...state,
  };
}

/** Who of others wrote its spec last. What they took out of it, nobody is known for. */
function findEditor(live: KubernetesObject): ObservedLayer['edited'] {
  const others = listWriters(live).filter(
    ({ manager }) => manager !== FIELD_MANAGER,
  );
  const { manager, writtenAt } = findWriter(others, '/spec') ?? {};
  return { ...(manager && { manager }), ...(writtenAt && { writtenAt }) };
}

/**
 * Argo CD compares as soon as an operation ends. A comparison from before tells of what the operation was to change; whole seconds
 * do not tell which it is.
 */
const SETTLING_MS = 10_000;

type State = Pick<ObservedLayer, 'health' | 'drift' | 'message'>;

function observeState(live: KubernetesObject, now: Date): State {
  const operation = findOperation(live);
  const trouble = findTrouble(live);
  if (trouble) {
    return {
      health: trouble.unreachable ? 'Unknown' : 'Degraded',
      drift: 'Unknown',
      message: trouble.message,
    };
  }
  if (operation && hasFailed(operation)) {
    const { unreachable, message } = explainFailure(live, operation);
    return {
      health: unreachable ? 'Unknown' : 'Degraded',
      drift: 'Unknown',
      message,
    };
  }
  const silentSince = findSilence(live, now);
  if (silentSince) {
    return {
      health: 'Progressing',
      drift: 'Unknown',
      message: `Argo CD has not taken this up since ${silentSince}; does its application controller run?`,
    };
  }
  if (
    live.operation !== undefined ||
    !operation?.isCurrent ||
    !isCompared(live) ||
    isUnderWay(operation)
  ) {
    return {
      health: 'Progressing',
      drift: 'Unknown',
      message: hasBegun(live, operation)
        ? ['Objects are being applied', ...whatItWaitsFor(operation)].join(': ')
        : 'Argo CD has not begun with it',
    };
  }
  return settledState(live, operation, now);
}

function hasFailed({ phase, failed, isCurrent, message }: Operation): boolean {
  return (
    // What does not tell its source never came as far as to have one.
    isCurrent !== false &&
    message !== '' &&
    (phase === 'Failed' || phase === 'Error' || (phase === 'Running' && failed))
  );
}

/** In its own words, such as a hook that has to complete, or an object that has to be healthy before others follow. */
function whatItWaitsFor(operation: Operation | undefined): string[] {
  return operation?.isCurrent && isUnderWay(operation) && operation.message
    ? [oneLine(operation.message)]
    : [];
}

/** An operation that is asked for stands beside the last one until it is taken up. */
function hasBegun(
  live: KubernetesObject,
  operation: Operation | undefined,
): boolean {
  return (
    isUnderWay(operation) ||
    (operation !== undefined && live.operation === undefined)
  );
}

/** Argo CD compared the cluster with what the spec says now. */
function isCompared(live: KubernetesObject): boolean {
  return (['source', 'destination'] as const).every(field =>
    isDeepStrictEqual(
      memberAt(live, ['status', 'sync', 'comparedTo', field]),
      live.spec?.[field],
    ),
  );
}

/** After an operation on the current source has succeeded. */
function settledState(
  live: KubernetesObject,
  operation: Operation,
  now: Date,
): State {
  const drift = driftOf(live, operation, now);
  const health = healthOf(live);
  if (drift === 'Unknown') {
    return {
      // Told with the comparison, it is as old.
      health: health === 'Healthy' ? 'Progressing' : health,
      drift,
      message: 'Argo CD has yet to look at what it applied',
    };
  }
  const messages = [
    ...(drift === 'Drifted'
      ? [`Differs from the chart: ${listDrifted(live).join(', ')}`]
      : []),
    // Last: whoever asks its objects adds why.
    ...(health === 'Healthy' ? [] : [unhealthy(live, health)]),
    ...(hasObjects(live) ? [] : ['The chart brings no objects']),
  ];
  return {
    health,
    drift,
    ...(messages.length ? { message: messages.join('; ') } : {}),
  };
}

/** What it has none of, it does not say. */
function hasObjects(live: KubernetesObject): boolean {
  return memberAt(live, ['status', 'resources']) !== undefined;
}

function driftOf(
  live: KubernetesObject,
  { finishedAt }: Operation,
  now: Date,
): DriftState {
  switch (textAt(live, ['status', 'sync', 'status'])) {
    case 'Synced':
      return 'InSync';
    case 'OutOfSync': {
      const end = Date.parse(finishedAt);
      const isOlder = !(
        Date.parse(textAt(live, ['status', 'reconciledAt'])) >= end
      );
      return isOlder || now.getTime() - end < SETTLING_MS
        ? 'Unknown'
        : 'Drifted';
    }
    default:
      return 'Unknown';
  }
}

function healthOf(live: KubernetesObject): Health {
  const health = textAt(live, ['status', 'health', 'status']);
  switch (health) {
    case 'Healthy':
    case 'Degraded':
    case 'Missing':
    case 'Progressing':
      return health;
    case 'Suspended':
      return 'Progressing';
    default:
      return 'Unknown';
  }
}

function unhealthy(live: KubernetesObject, health: Health): string {
  const message = textAt(live, ['status', 'health', 'message']);
  return `Argo CD finds its objects ${health}${message ? `: ${message}` : ''}`;
}
