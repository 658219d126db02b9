import {
  groupOf,
  renderedName,
  type RenderedObject,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { DefinedKind } from './definedKinds';
import { hookMoments } from './hookMoments';
import { toNamespace } from './scopes';

/** What Argo CD makes of what helm renders: each object where it goes to, without hooks that it never runs. */
export function asBrought(
  objects: readonly RenderedObject[],
  options: { namespace: string; kinds: readonly DefinedKind[] },
): RenderedObject[] {
  return objects
    .filter(object => hookMoments(object)?.length !== 0)
    .map(object => toNamespace(object, options));
}

/** What tells it from all others. */
export function identityOf(object: RenderedObject): string {
  return `${groupOf(object)} ${renderedName(object)}`;
}
