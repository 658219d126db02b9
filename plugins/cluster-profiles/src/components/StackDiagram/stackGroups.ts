import {
  CORE_LAYER_KINDS,
  type DriftState,
  type Health,
  type LayerKind,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { LayerMove } from '../LayerDifferences/layerAction';

/** What the diagram can show of a layer; `observed` is null for a layer that is not there. */
export interface StackLayer {
  name: string;
  kind: LayerKind;
  category?: string;
  /** Desired version; absent for a layer that is observed but no longer desired. */
  version?: string;
  source?: string;
  /** Resolved address of the bytes. */
  address?: string;
  /** SHA-256 of the bytes that the version is locked to. */
  lock?: string;
  /** What a change does to the layer; `version` is the one after. */
  change?: Omit<LayerMove, 'versionAfter'>;
  observed?: {
    version?: string;
    health: Health;
    drift: DriftState;
    message?: string;
  } | null;
  waitsFor?: string[];
}

export interface StackGroup {
  key: string;
  title: string;
  /** Heads the part of the stack that starts with it, where there are both. */
  part?: 'Add-ons' | 'Core';
  layers: StackLayer[];
}

const CORE_TITLES: Record<(typeof CORE_LAYER_KINDS)[number], string> = {
  os: 'Operating system',
  kubernetes: 'Kubernetes',
  network: 'Network',
  storage: 'Storage',
};

/** Categories that are no plain words. */
const CATEGORY_TITLES: Record<string, string> = { ai: 'AI' };

/** Title of a kind or of a category of add-ons, such as `Service mesh`. */
export function groupTitle(kind: LayerKind, category?: string): string {
  if (kind !== 'addon') {
    return CORE_TITLES[kind];
  }
  if (category && Object.hasOwn(CATEGORY_TITLES, category)) {
    return CATEGORY_TITLES[category];
  }
  const words = category?.replace(/-/g, ' ') ?? 'add-on';
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}

/** As a stack is drawn, top first: add-ons by category, then storage, network, Kubernetes and the operating system. */
export function stackGroups(layers: readonly StackLayer[]): StackGroup[] {
  const groups = new Map<string, StackGroup>();
  const add = (key: string, layer: StackLayer) => {
    const group = groups.get(key) ?? {
      key,
      title: groupTitle(layer.kind, layer.category),
      layers: [],
    };
    group.layers.push(layer);
    groups.set(key, group);
  };
  for (const layer of layers.filter(({ kind }) => kind === 'addon')) {
    add(`addon:${layer.category ?? ''}`, layer);
  }
  for (const kind of [...CORE_LAYER_KINDS].reverse()) {
    for (const layer of layers.filter(candidate => candidate.kind === kind)) {
      add(kind, layer);
    }
  }
  const drawn = [...groups.values()];
  const isAddOn = ({ key }: StackGroup) => key.startsWith('addon:');
  const core = drawn.find(group => !isAddOn(group));
  const addOn = drawn.find(isAddOn);
  if (core && addOn) {
    addOn.part = 'Add-ons';
    core.part = 'Core';
  }
  return drawn;
}
