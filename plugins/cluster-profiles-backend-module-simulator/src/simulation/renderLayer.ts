import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';

/** The objects that a layer of this kind typically consists of, sorted. */
export function renderLayer({ name, kind }: DesiredLayer): string[] {
  const namespace = kind === 'network' ? 'kube-system' : name;
  const workload = kind === 'network' ? 'DaemonSet' : 'Deployment';
  return [
    ...(kind === 'network' ? [] : [`Namespace ${namespace}`]),
    ...(kind === 'storage' ? [`StorageClass ${name}`] : []),
    `ConfigMap ${namespace}/${name}`,
    `ServiceAccount ${namespace}/${name}`,
    `${workload} ${namespace}/${name}`,
  ].sort();
}
