import type { LayerDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Tone } from '../Status/Status';

/** As much of a layer's difference as it takes to say what happens to it. */
export type LayerMove = Pick<
  LayerDifference,
  'action' | 'versionBefore' | 'versionAfter' | 'semver'
> &
  Partial<Pick<LayerDifference, 'values'>>;

/** What happens to a layer, in words. A major step and a way back weigh more than others. */
export function layerAction(layer: LayerMove): readonly [Tone, string] {
  const { action, semver, versionBefore, versionAfter, values = [] } = layer;
  switch (action) {
    case 'added':
      return ['success', 'Added'];
    case 'removed':
      return ['danger', 'Removed'];
    case 'unchanged':
      return ['neutral', 'Unchanged'];
    default:
  }
  if (semver === 'downgrade') {
    return ['warning', 'Downgraded'];
  }
  if (semver === 'major') {
    return ['warning', 'Upgraded, major'];
  }
  if (semver && semver !== 'other') {
    return ['info', 'Upgraded'];
  }
  if (versionBefore !== versionAfter) {
    return ['info', 'Version changed'];
  }
  return values.length === 0 || values.some(isValue)
    ? ['info', 'Values changed']
    : ['info', 'Source changed'];
}

/** Members of the values; values that come or go as a whole are told by what they hold. */
export function isValue({ path }: { path: string }): boolean {
  return path.startsWith('/values/');
}

/** Address and SHA-256 of a layer's bytes, which follow from its version. */
export function isPin({ path }: { path: string }): boolean {
  return path === '/address' || path === '/sha256';
}
