import type { JsonObject, JsonValue } from '@backstage/types';
import {
  findDriftException,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { isJsonObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { findMarks } from '../cluster/findMarks';
import type { KubernetesObject } from '../kubernetes';
import { findDrift } from '../observe/findDrift';

/**
 * An object without the fields that drifted and may: whoever holds them keeps them. The first write of a revision takes what was
 * approved with it.
 */
export function leaveExcepted(
  object: KubernetesObject,
  options: {
    live: KubernetesObject | undefined;
    desired: Pick<DesiredState, 'layers'>;
    marks: Pick<WriteMarks, 'revision'>;
    now: Date;
  },
): KubernetesObject {
  const { live, desired, marks, now } = options;
  const exceptions = desired.layers
    .filter(({ kind }) => kind === 'kubernetes')
    .flatMap(({ driftExceptions }) => driftExceptions ?? []);
  if (
    !live ||
    exceptions.length === 0 ||
    findMarks(live).revision !== marks.revision
  ) {
    return object;
  }
  return findDrift(live)
    .filter(difference =>
      findDriftException(difference, exceptions, now.toISOString()),
    )
    .reduce(
      (rest, { path }) =>
        without(rest, path.split('/').slice(1).map(unescape)) as typeof object,
      object,
    );
}

/** Entries of lists are found by name. */
function without(
  value: JsonValue | undefined,
  [segment, ...rest]: readonly string[],
): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(entry =>
      isJsonObject(entry) && entry.name === segment
        ? without(entry, rest)!
        : entry,
    );
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, segment)) {
    return value;
  }
  const { [segment]: member, ...others } = value as JsonObject;
  return rest.length === 0
    ? others
    : { ...others, [segment]: without(member, rest) };
}

/** As RFC 6901 has it. */
function unescape(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}
