import type { ProfileDiff } from '@cluster-profiles/plugin-cluster-profiles-common';

/** What an upgrade would do, one line: `Kubernetes 1.34.4 → 1.35.2, 2 layers changed, 1 added`. */
export function upgradeSummary({
  layers,
  kubernetesPath,
}: Pick<ProfileDiff, 'layers' | 'kubernetesPath'>): string {
  const count = (action: ProfileDiff['layers'][number]['action']) =>
    layers.filter(layer => layer.action === action).length;
  const changed = count('changed');
  const parts = [
    kubernetesPath.length > 1 && `Kubernetes ${kubernetesPath.join(' → ')}`,
    changed > 0 && `${changed} ${changed === 1 ? 'layer' : 'layers'} changed`,
    count('added') > 0 && `${count('added')} added`,
    count('removed') > 0 && `${count('removed')} removed`,
  ].filter(Boolean);
  return parts.join(', ') || 'no layer is touched';
}
