import { InputError } from '@backstage/errors';
import { CORE_LAYER_KINDS, type LayerKind } from '../kind/ClusterProfile';

/** What the order of layers depends on. @public */
export interface OrderableLayer {
  name: string;
  kind: LayerKind;
  dependsOn?: readonly string[];
}

/**
 * Layers in stack order: after everything they depend on, otherwise core kinds bottom to top, then add-ons, ties by name. The
 * order that they came in does not matter. Dependencies on layers that are not there are left to other checks; a cycle is an
 * `InputError` that names it.
 * @public
 */
export function orderLayers<T extends OrderableLayer>(
  layers: readonly T[],
): T[] {
  const waiting = [...layers].sort(byStack);
  const ordered: T[] = [];
  while (waiting.length > 0) {
    const missing = new Set(waiting.map(layer => layer.name));
    const next = waiting.findIndex(layer =>
      (layer.dependsOn ?? []).every(name => !missing.has(name)),
    );
    if (next < 0) {
      throw new InputError(
        `Layers depend on each other in a circle: ${cycle(waiting).join(' → ')}; remove one of these dependencies`,
      );
    }
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

function byStack(a: OrderableLayer, b: OrderableLayer): number {
  if (a.kind !== b.kind) {
    return rank(a.kind) - rank(b.kind);
  }
  if (a.name === b.name) {
    return 0;
  }
  return a.name < b.name ? -1 : 1;
}

function rank(kind: LayerKind): number {
  const core = (CORE_LAYER_KINDS as readonly LayerKind[]).indexOf(kind);
  return core < 0 ? CORE_LAYER_KINDS.length : core;
}

/** One circle among layers that all wait for another of them. */
function cycle(waiting: readonly OrderableLayer[]): string[] {
  const byName = new Map(waiting.map(layer => [layer.name, layer]));
  const path: string[] = [];
  let name = waiting[0].name;
  while (!path.includes(name)) {
    path.push(name);
    name = byName
      .get(name)!
      .dependsOn!.filter(other => byName.has(other))
      .sort()[0];
  }
  return [...path.slice(path.indexOf(name)), name];
}
