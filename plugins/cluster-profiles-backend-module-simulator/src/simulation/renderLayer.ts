import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  renderedName,
  type RenderedObject,
} from '@cluster-profiles/plugin-cluster-profiles-node';

/** The names of the objects that a layer of this kind typically consists of, sorted. */
export function renderLayer(layer: DesiredLayer): string[] {
  return renderObjects(layer).map(renderedName).sort();
}

/** The same as objects: the image follows the version, settings are the values. */
export function renderObjects({
  name,
  kind,
  version,
  values,
}: DesiredLayer): RenderedObject[] {
  const isNetwork = kind === 'network';
  const namespace = isNetwork ? 'kube-system' : name;
  const metadata = { name, namespace };
  return [
    ...(isNetwork
      ? []
      : [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: namespace },
          },
        ]),
    ...(kind === 'storage'
      ? [
          {
            apiVersion: 'storage.k8s.io/v1',
            kind: 'StorageClass',
            metadata: { name },
            provisioner: name,
          },
        ]
      : []),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: values },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'apps/v1',
      kind: isNetwork ? 'DaemonSet' : 'Deployment',
      metadata,
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          spec: {
            containers: [{ name, image: `simulator.test/${name}:${version}` }],
          },
        },
      },
    },
  ];
}
