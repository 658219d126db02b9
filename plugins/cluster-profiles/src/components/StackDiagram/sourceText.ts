import type {
  DesiredLayer,
  LayerSource,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { StackLayer } from './stackGroups';

/** Where a layer comes from, in one line. */
export function sourceText(source: LayerSource | undefined): string {
  if (!source) {
    return '';
  }
  const name = source.chart ?? source.image ?? source.path ?? '';
  return source.repository
    ? `${source.type} ${name} from ${source.repository}`
    : `${source.type} ${name}`;
}

/** Source and lock of a layer as it is desired, for a diagram; nothing for one that is not. */
export function sourceAndLock(
  layers: readonly DesiredLayer[] | undefined,
  name: string,
): Pick<StackLayer, 'source' | 'address' | 'lock'> {
  const layer = layers?.find(desired => desired.name === name);
  return layer
    ? {
        source: sourceText(layer.source),
        address: layer.address,
        lock: layer.sha256,
      }
    : {};
}
