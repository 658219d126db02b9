import type { DriftException } from '../model/drift';
import type { ObjectDifference, ObservedLayer } from '../model/observed';

const ROOTS = new Set(['/spec', '/metadata', '/data', '/status']);

type Field = Pick<DriftException, 'object' | 'path'>;

/** The exception that lets a field be at a moment (ISO 8601). @public */
export function findDriftException(
  field: Field,
  exceptions: readonly DriftException[],
  now: string,
): DriftException | undefined {
  return inForce(exceptions, now).find(exception => covers(exception, field));
}

function inForce(
  exceptions: readonly DriftException[],
  now: string,
): DriftException[] {
  return exceptions.filter(({ until }) => Date.parse(until) > Date.parse(now));
}

/** A kind stands for its objects, a field for all below it. */
function covers(excepted: Field, { object, path }: Field): boolean {
  return (
    isOf(excepted.object, object) &&
    (path === excepted.path || path.startsWith(`${excepted.path}/`))
  );
}

function isOf(excepted: string, object: string): boolean {
  return object === excepted || object.startsWith(`${excepted} `);
}

/**
 * What is seen of a layer, with what exceptions let be marked: only the rest is drift. An object whose fields are not known is never
 * let be: the engine tells nothing of what it leaves alone. Before it is told to, nobody knows.
 * @public
 */
export function applyDriftExceptions(
  layer: ObservedLayer,
  exceptions: readonly DriftException[],
  now: string,
): ObservedLayer {
  if (
    exceptions.length === 0 ||
    !layer.differences?.length ||
    (layer.drift !== 'Drifted' && layer.drift !== 'InSync')
  ) {
    return layer;
  }
  const differences = layer.differences.map((difference): ObjectDifference => {
    const exception = findDriftException(difference, exceptions, now);
    return exception
      ? {
          ...difference,
          ignored: { reason: exception.reason, until: exception.until },
        }
      : difference;
  });
  const drifted = differences.filter(({ ignored }) => !ignored);
  if (drifted.length > 0) {
    const untold = inForce(exceptions, now).filter(
      exception => !layer.exceptions?.some(told => covers(told, exception)),
    );
    const mayBeLeft = ({ object, whole }: ObjectDifference) =>
      whole === 'unknown' && untold.some(it => isOf(it.object, object));
    return drifted.every(mayBeLeft)
      ? {
          ...layer,
          drift: 'Unknown',
          ...(layer.health === 'Healthy' && {
            message: `Whether ${drifted[0].object} differs in more than it may is known once the layer is written again`,
          }),
          differences,
        }
      : { ...layer, drift: 'Drifted', differences };
  }
  const { message, ...rest } = layer;
  return {
    ...rest,
    drift: 'InSync',
    // Of a healthy layer it can only be about the drift.
    ...(layer.health !== 'Healthy' && message !== undefined && { message }),
    differences,
  };
}

const MAX_DAYS = 366;

/** What is wrong with an exception; undefined where nothing is. Without `now` its end is not looked at. @public */
export function driftExceptionProblem(
  exception: DriftException,
  now?: string,
): { field: keyof DriftException; message: string } | undefined {
  const { object, path, reason, until } = exception;
  if (!/^[A-Z][A-Za-z0-9]*( [^ ]+)?$/.test(object)) {
    return {
      field: 'object',
      message: `"${object}" is neither a kind, such as Deployment, nor a kind and a name, such as Deployment ingress/controller`,
    };
  }
  if (!/^(\/([^/~]|~[01])+)+$/.test(path)) {
    return {
      field: 'path',
      message:
        path === '' || path === '/'
          ? 'a whole object cannot be left to drift; name a field'
          : `"${path}" is no JSON pointer of a field, such as /spec/replicas`,
    };
  }
  if (path.split('/').length === 2 && ROOTS.has(path)) {
    return {
      field: 'path',
      message: `${path} is nearly all of an object; name a field below it`,
    };
  }
  if (reason.trim().length < 3 || reason.length > 500) {
    return { field: 'reason', message: 'say why, in 3 to 500 characters' };
  }
  const end = Date.parse(until);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(until) || Number.isNaN(end)) {
    return {
      field: 'until',
      message: `"${until}" is no time, such as 2027-01-31T00:00:00.000Z`,
    };
  }
  if (now !== undefined && end <= Date.parse(now)) {
    return { field: 'until', message: `${until} is over; name a later time` };
  }
  if (
    now !== undefined &&
    end > Date.parse(now) + MAX_DAYS * 24 * 3600 * 1000
  ) {
    return {
      field: 'until',
      message: `${until} is more than a year away; exceptions end sooner`,
    };
  }
  return undefined;
}
