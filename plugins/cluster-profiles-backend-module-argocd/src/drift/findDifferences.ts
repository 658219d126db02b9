import type {
  DriftException,
  ObjectDifference,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { outOfSync } from '../observe/outOfSync';
import { compareField, compareResource } from './compareResource';
import type { ManagedResources } from './ManagedResources';
import { nameResource } from './nameResource';
import type { ManagedResource, ResourceSelection } from './types';

/** Objects whose fields are looked at; of more of them only the names are told. */
const MAX_OBJECTS = 20;
const AT_ONCE = 5;

/**
 * What is seen of a layer, with the fields in which its objects differ and who wrote them. Without the API, or while it does not
 * answer, with the names of the objects and why.
 */
export async function findDifferences(
  application: KubernetesObject,
  options: {
    seen: ObservedLayer;
    /** What the Application tells Argo CD to leave alone, over or not. */
    exceptions: readonly Pick<DriftException, 'object' | 'path'>[];
    resources: ManagedResources | undefined;
    /** Why there are none. */
    withoutApi: string;
    signal?: AbortSignal;
  },
): Promise<ObservedLayer> {
  const { seen, exceptions, resources, withoutApi, signal } = options;
  const drifted = seen.drift === 'Drifted' ? listOutOfSync(application) : [];
  if (drifted.length === 0 && exceptions.length === 0) {
    return seen;
  }
  if (!resources) {
    return drifted.length > 0
      ? {
          ...seen,
          differences: drifted.map(nameOnly),
          fieldsUnknown: { reason: withoutApi },
        }
      : seen;
  }
  const ask = (selection: ResourceSelection) =>
    resources.list(application, selection, { signal });
  try {
    const [inFull, namesOnly] = [
      drifted.slice(0, MAX_OBJECTS),
      drifted.slice(MAX_OBJECTS),
    ];
    const compared = await mapSome(inFull, async object =>
      (await ask(selectionOf(object)))
        .filter(found => nameResource(found) === nameResource(object))
        .flatMap(compareResource),
    );
    const left = await mapSome(exceptions, async exception =>
      (await ask(selectionOf(parseObject(exception.object))))
        .filter(found => isMeant(found, exception.object))
        .flatMap(found => compareField(found, exception.path)),
    );
    const differences = distinct([
      ...compared.flat(),
      ...left.flat(),
      ...namesOnly.map(nameOnly),
    ]);
    if (drifted.length > 0 && differences.length === 0) {
      // It was told before what was found now.
      return { ...seen, drift: 'Unknown' };
    }
    return differences.length > 0 ? { ...seen, differences } : seen;
  } catch (error) {
    signal?.throwIfAborted();
    if (!isSilence(error)) {
      throw error;
    }
    return {
      ...seen,
      differences: drifted.map(nameOnly),
      fieldsUnknown: { reason: error.message, retry: true },
    };
  }
}

/** That its API does not answer, or not us, must not hide what Argo CD itself says of the layer. */
function isSilence(error: unknown): error is Error {
  return (
    error instanceof ProviderUnreachableError ||
    error instanceof ProviderRefusedError
  );
}

interface OutOfSync {
  group?: string;
  kind: string;
  namespace?: string;
  name: string;
  whole: 'missing' | 'undesired' | 'unknown';
}

function listOutOfSync(application: KubernetesObject): OutOfSync[] {
  return outOfSync(application)
    .map((resource): OutOfSync => ({
      group: textAt(resource, ['group']) || undefined,
      kind: textAt(resource, ['kind']),
      namespace: textAt(resource, ['namespace']) || undefined,
      name: textAt(resource, ['name']),
      whole: wholeOf(resource),
    }))
    .sort((a, b) => (nameResource(a) < nameResource(b) ? -1 : 1));
}

function wholeOf(resource: Record<string, unknown>): OutOfSync['whole'] {
  if (resource.requiresPruning === true) {
    return 'undesired';
  }
  return textAt(resource, ['health', 'status']) === 'Missing'
    ? 'missing'
    : 'unknown';
}

function nameOnly(object: OutOfSync): ObjectDifference {
  return { object: nameResource(object), path: '', whole: object.whole };
}

function selectionOf({
  group,
  kind,
  namespace,
  name,
}: ResourceSelection): ResourceSelection {
  return { group, kind, namespace, name };
}

function parseObject(object: string): ResourceSelection {
  const [kind, place = ''] = object.split(' ');
  const [first, second] = place.split('/');
  return second === undefined
    ? { kind, name: first || undefined }
    : { kind, namespace: first, name: second };
}

function isMeant(found: ManagedResource, object: string): boolean {
  return nameResource(found) === object || found.kind === object;
}

/** A field that Argo CD names and an exception as well is one. */
function distinct(
  differences: readonly ObjectDifference[],
): ObjectDifference[] {
  const known = new Map(
    differences.map(difference => [
      `${difference.object} ${difference.path}`,
      difference,
    ]),
  );
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it);
}

async function mapSome<T, R>(
  items: readonly T[],
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(
      ...(await Promise.all(items.slice(start, start + AT_ONCE).map(map))),
    );
  }
  return results;
}
