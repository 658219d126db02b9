import {
  layerDigest,
  type DesiredLayer,
  type DesiredState,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { satisfies } from './resolve/checkConstraints';
import type { PlanningFacts } from './types';

/** One layer on a cluster whose Kubernetes moves. */
interface Move {
  layer: DesiredLayer;
  before?: DesiredLayer;
  changes: boolean;
  /** The new version runs with every Kubernetes on the way, so that it may come first. */
  newFits: boolean;
  /** What runs until now does, so that the new one may come last. */
  oldFits: boolean;
}

/**
 * What comes before Kubernetes moves, and what after: a layer goes first where it fits every version on the way, and last where only
 * what it replaces does. One that fits neither way blocks. Pure.
 */
export function orderKubernetes(options: {
  desired: DesiredState;
  facts: Pick<PlanningFacts, 'base' | 'versions'>;
  /** Every version that it goes through, the one that runs first. */
  path: readonly string[];
}): { order?: DesiredState['kubernetesOrder']; findings: Finding[] } {
  const { desired, facts, path } = options;
  if (path.length < 2 || !facts.base) {
    return { findings: [] };
  }
  const rangesBefore = rangesOf(facts.base.desired, facts);
  const ranges = rangesOf(desired, facts);
  const fits = (range: string | undefined) =>
    range === undefined || path.every(version => satisfies(version, range));
  const moves = desired.layers
    .filter(({ kind }) => kind !== 'os' && kind !== 'kubernetes')
    .map((layer): Move => {
      const before = facts.base!.desired.layers.find(
        ({ name }) => name === layer.name,
      );
      return {
        layer,
        before,
        changes: !before || layerDigest(before) !== layerDigest(layer),
        newFits: fits(ranges.get(layer.name)),
        oldFits: !before || fits(rangesBefore.get(layer.name)),
      };
    });
  const last = findLast(moves);
  const end = path.at(-1)!;
  const blocked = moves.filter(
    ({ layer, changes, newFits, oldFits }) =>
      // What does not fit where the way ends is said of the stack as a whole.
      satisfies(end, ranges.get(layer.name) ?? '*') &&
      ((last.has(layer.name) && !oldFits) || (!changes && !newFits)),
  );
  if (blocked.length > 0) {
    return {
      findings: blocked.map(move =>
        toBlocker(move, { path, ranges, rangesBefore }),
      ),
    };
  }
  const names = moves
    .filter(({ layer, changes }) => changes && isDeliveredApart(layer))
    .map(({ layer }) => layer.name)
    .sort();
  return names.length === 0
    ? { findings: [] }
    : {
        order: {
          before: names.filter(name => !last.has(name)),
          after: names.filter(name => last.has(name)),
        },
        findings: [toOrder(names, last, path)],
      };
}

/** Changed layers that cannot come first, and changed ones that wait for such a one: all others wait for the network. */
function findLast(moves: readonly Move[]): Set<string> {
  const changed = moves.filter(({ changes }) => changes);
  const last = new Set(
    changed.filter(({ newFits }) => !newFits).map(({ layer }) => layer.name),
  );
  const isNetwork = ({ layer }: Move) => layer.kind === 'network';
  const waitsForLast = (move: Move) =>
    move.layer.dependsOn.some(name => last.has(name)) ||
    (!isNetwork(move) &&
      changed.some(other => isNetwork(other) && last.has(other.layer.name)));
  for (let size = -1; size !== last.size;) {
    size = last.size;
    for (const move of changed.filter(waitsForLast)) {
      last.add(move.layer.name);
    }
  }
  return last;
}

/** Others may come with the cluster itself, in one write with its Kubernetes. */
function isDeliveredApart({ kind, source }: DesiredLayer): boolean {
  return kind === 'addon' || (source !== undefined && source.type !== 'image');
}

/** What layers ask of Kubernetes, by name of the layer. */
function rangesOf(
  { profiles }: DesiredState,
  { versions }: Pick<PlanningFacts, 'versions'>,
): Map<string, string> {
  return new Map(
    profiles
      .flatMap(
        ({ name, version }) =>
          versions.find(it => it.profile === name && it.version === version)
            ?.document.spec.layers ?? [],
      )
      .flatMap(({ name, constraints }) =>
        constraints?.kubernetes === undefined
          ? []
          : [[name, constraints.kubernetes] as const],
      ),
  );
}

function toBlocker(
  { layer, before, changes }: Move,
  options: {
    path: readonly string[];
    ranges: ReadonlyMap<string, string>;
    rangesBefore: ReadonlyMap<string, string>;
  },
): Finding {
  const { path, ranges, rangesBefore } = options;
  const needs = (version: string, range: string | undefined) =>
    `${version} needs Kubernetes ${range ?? 'of any version'}`;
  const both =
    changes && before
      ? [
          needs(before.version, rangesBefore.get(layer.name)),
          needs(layer.version, ranges.get(layer.name)),
        ]
      : [needs(layer.version, ranges.get(layer.name))];
  return {
    severity: 'block',
    code: 'kubernetes-constraint',
    message: `Layer "${layer.name}" fits Kubernetes on its way from ${path.join(' to ')} neither before nor after: ${both.join(', and ')}.`,
    remedy:
      'Change the layer first, to a version that fits both, or move Kubernetes less far.',
    layer: layer.name,
  };
}

function toOrder(
  names: readonly string[],
  last: ReadonlySet<string>,
  path: readonly string[],
): Finding {
  const first = names.filter(name => !last.has(name));
  const then = names.filter(name => last.has(name));
  const parts = [
    ...(first.length ? [first.join(', ')] : []),
    `Kubernetes ${path.at(-1)}`,
    ...(then.length ? [then.join(', ')] : []),
  ];
  return {
    severity: 'ok',
    code: 'kubernetes-order',
    message: `In this order: ${parts.join(', then ')}.`,
  };
}
