import type { ReadClient } from '../kubernetes';
import { templateKey, templateReferences } from './templateReferences';
import { toBundle } from './toBundle';
import type { ClassBundle } from './types';
import type { KubernetesObject } from '../kubernetes';

const CLUSTER_CLASS = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'ClusterClass',
};

/** The class that a live Cluster runs on, with its templates; undefined where one of them is gone. */
export async function readLiveBundle(options: {
  reader: ReadClient;
  namespace: string;
  className: string;
  signal?: AbortSignal;
}): Promise<ClassBundle | undefined> {
  const { reader, namespace, className, signal } = options;
  const clusterClass = await reader.get(
    { ...CLUSTER_CLASS, namespace, name: className },
    { signal },
  );
  if (!clusterClass) {
    return undefined;
  }
  const templates = new Map<string, KubernetesObject>();
  for (const reference of templateReferences(clusterClass)) {
    const key = templateKey(reference);
    if (!templates.has(key)) {
      const { apiVersion, kind, name } = reference;
      const template = await reader.get(
        { apiVersion, kind, name, namespace },
        { signal },
      );
      if (!template) {
        return undefined;
      }
      templates.set(key, template);
    }
  }
  return toBundle(clusterClass, [...templates.values()]);
}
