import type { LayerSource } from '@cluster-profiles/plugin-cluster-profiles-common';

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
