import type { JsonValue } from '@backstage/types';
import {
  diffValues,
  type ObjectDifference,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  findWriter,
  listWriters,
  type FieldWriter,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { nameResource } from './nameResource';
import type { ManagedResource } from './types';

/** Who syncs; whoever else wrote a field is who changed it. */
const SYNCER = /^argocd-/;
const MAX_VALUE = 1_000;
/** Fields of one object; the rest is as many as one wants to read. */
const MAX_FIELDS = 50;
/** What the API server keeps beside what was asked for. */
const BOOKKEEPING =
  /^\/(status|metadata\/(managedFields|resourceVersion|generation|uid|creationTimestamp|selfLink))(\/|$)/;

/** Where an object differs from what the chart makes, field by field. Pure. */
export function compareResource(resource: ManagedResource): ObjectDifference[] {
  const object = nameResource(resource);
  const { live, target, predicted, normalized } = resource;
  if (!live) {
    return target ? [{ object, path: '', whole: 'missing' }] : [];
  }
  const writers = foreignWriters(live);
  if (!target) {
    return [{ object, path: '', whole: 'undesired', ...writtenBy(writers[0]) }];
  }
  return toDifferences(diffValues(predicted, normalized), {
    resource,
    writers,
  });
}

/** Fields at and below a path that differ, also where Argo CD lets them be. Pure. */
export function compareField(
  resource: ManagedResource,
  path: string,
): ObjectDifference[] {
  const { live, target } = resource;
  if (!live || !target) {
    return [];
  }
  // What the chart leaves open, the cluster fills in.
  const differences = diffValues(target, live).filter(
    ({ path: field, before }) =>
      before !== undefined && (field === path || field.startsWith(`${path}/`)),
  );
  return toDifferences(differences, {
    resource,
    writers: foreignWriters(live),
  });
}

function toDifferences(
  differences: readonly ValueDifference[],
  {
    resource,
    writers,
  }: { resource: ManagedResource; writers: readonly FieldWriter[] },
): ObjectDifference[] {
  return differences
    .filter(({ path }) => !BOOKKEEPING.test(path))
    .slice(0, MAX_FIELDS)
    .map(({ path, before, after }) => ({
      object: nameResource(resource),
      path,
      ...shown(resource, { path, before, after }),
      ...writtenBy(findWriter(writers, path)),
    }));
}

function shown(
  { kind }: ManagedResource,
  { path, before, after }: ValueDifference,
): Pick<ObjectDifference, 'desired' | 'observed' | 'hidden'> {
  if (kind === 'Secret' && !path.startsWith('/metadata/labels/')) {
    return { hidden: 'secret' };
  }
  if (isLarge(before) || isLarge(after)) {
    return { hidden: 'large' };
  }
  return {
    ...(before !== undefined && { desired: before }),
    ...(after !== undefined && { observed: after }),
  };
}

function isLarge(value: JsonValue | undefined): boolean {
  return value !== undefined && JSON.stringify(value).length > MAX_VALUE;
}

/** The one who wrote last first. */
function foreignWriters(live: KubernetesObject): FieldWriter[] {
  return listWriters(live)
    .filter(
      ({ manager, subresource }) =>
        !SYNCER.test(manager) && subresource !== 'status',
    )
    .sort((a, b) => ((a.writtenAt ?? '') < (b.writtenAt ?? '') ? 1 : -1));
}

function writtenBy(
  writer: FieldWriter | undefined,
): Pick<ObjectDifference, 'manager' | 'writtenAt'> {
  return writer
    ? {
        manager: writer.manager,
        ...(writer.writtenAt !== undefined && { writtenAt: writer.writtenAt }),
      }
    : {};
}
