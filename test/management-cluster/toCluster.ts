import { resolve } from 'node:path';

/** The class of the example profile, with its templates. */
export const LAB_CLASS = resolve(
  __dirname,
  '../../examples/lab/profiles/lab-base/1.0.0/cluster-api/class.yaml',
);

/** A cluster of that class, as a person would write it: one machine of each sort. */
export function toCluster(options: { name: string; namespace: string }) {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: options,
    spec: {
      topology: {
        classRef: { name: 'lab' },
        version: 'v1.34.1',
        controlPlane: { replicas: 1 },
        workers: {
          machineDeployments: [
            { class: 'standard', name: 'general', replicas: 1 },
          ],
        },
      },
    },
  };
}
