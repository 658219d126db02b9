import type { JsonObject } from '@backstage/types';
import {
  CORE_LAYER_KINDS,
  type LayerKind,
  type LayerSource,
} from '../kind/ClusterProfile';
import type { LayerDifference } from '../model/plan';
import { diffValues } from './diffValues';
import { semverClass } from './semverClass';

/** What layers of a profile and of a cluster have in common. @public */
export interface DiffableLayer {
  name: string;
  /** Profile that it comes from; on clusters only. */
  profile?: string;
  kind: LayerKind;
  category?: string;
  version: string;
  through?: string[];
  source?: LayerSource;
  address?: string;
  sha256?: string;
  dependsOn?: string[];
  values?: JsonObject;
}

/** Content of a layer that is not there. */
const NOTHING: JsonObject = { dependsOn: [], values: {} };

/**
 * Two stacks, layer by layer, in stack order: core kinds bottom to top, add-ons in the order of `after`, removed ones last.
 * The order of layers is never a difference.
 * @public
 */
export function diffLayers(options: {
  before?: readonly DiffableLayer[];
  after?: readonly DiffableLayer[];
}): LayerDifference[] {
  const { before = [], after = [] } = options;
  const earlier = new Map(before.map(layer => [layer.name, layer]));
  const kept = new Set(after.map(layer => layer.name));
  return [
    ...inStackOrder(after).map(layer =>
      compare(earlier.get(layer.name), layer),
    ),
    ...inStackOrder(before)
      .filter(layer => !kept.has(layer.name))
      .map(layer => compare(layer, undefined)),
  ];
}

function compare(
  before?: DiffableLayer,
  after?: DiffableLayer,
): LayerDifference {
  const layer = (after ?? before)!;
  const differences =
    before && after
      ? {
          values: diffValues(
            { ...identity(before), ...content(before) },
            { ...identity(after), ...content(after) },
          ),
          ...(before.version === after.version
            ? {}
            : { semver: semverClass(before.version, after.version) }),
        }
      : {
          values: diffValues(
            before ? content(before) : NOTHING,
            after ? content(after) : NOTHING,
          ),
        };
  return {
    name: layer.name,
    kind: layer.kind,
    ...(layer.category === undefined ? {} : { category: layer.category }),
    action: action(
      before,
      after,
      differences.semver !== undefined || differences.values.length > 0,
    ),
    ...(before ? { versionBefore: before.version } : {}),
    ...(after ? { versionAfter: after.version } : {}),
    ...differences,
  };
}

function action(
  before: DiffableLayer | undefined,
  after: DiffableLayer | undefined,
  differs: boolean,
): LayerDifference['action'] {
  if (!before) {
    return 'added';
  }
  if (!after) {
    return 'removed';
  }
  return differs ? 'changed' : 'unchanged';
}

function identity({ profile, kind, category }: DiffableLayer): JsonObject {
  return { profile, kind, category };
}

function content(layer: DiffableLayer): JsonObject {
  return {
    source: layer.source && { ...layer.source },
    address: layer.address,
    sha256: layer.sha256,
    through: layer.through,
    dependsOn: [...(layer.dependsOn ?? [])].sort(),
    values: layer.values ?? {},
  };
}

function inStackOrder<T extends DiffableLayer>(layers: readonly T[]): T[] {
  const rank = (layer: T) => {
    const core = (CORE_LAYER_KINDS as readonly LayerKind[]).indexOf(layer.kind);
    return core < 0 ? CORE_LAYER_KINDS.length : core;
  };
  return [...layers].sort((a, b) => rank(a) - rank(b));
}
