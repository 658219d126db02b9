import {
  isAutoscaled,
  nextKubernetesStep,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { listedVersions } from '../classes/listedVersions';
import type { ClassBundle } from '../classes/types';
import type { ClusterApiEntry, NextWrite } from '../cluster/types';
import type { KubernetesObject, ReadClient } from '../kubernetes';
import type { LiveCluster, LiveScaled } from '../observe/clusterObjects';
import { deploymentName, isSettled } from '../observe/findOutdated';
import { gatherObjects, listOwned } from '../observe/gatherObjects';
import { withoutV } from '../observe/observeMachines';

type Options = {
  reader: ReadClient;
  live: KubernetesObject | undefined;
  desired: DesiredState;
  entry: Pick<ClusterApiEntry, 'variablesByKubernetes'>;
  bundle: Pick<ClassBundle, 'clusterClass'>;
  signal?: AbortSignal;
};

/** What is to be written next to a Cluster that is there already, from what of it is proven. */
export async function readNextWrite(options: Options): Promise<NextWrite> {
  return {
    kubernetesVersion: await nextVersion(options),
    poolSizes: await readPoolSizes(options),
  };
}

async function nextVersion(options: Options): Promise<string | undefined> {
  const { reader, live, desired, entry, bundle, signal } = options;
  const { kubernetesPath: path } = desired;
  const at = (live as unknown as LiveCluster | undefined)?.spec?.topology
    ?.version;
  // Values of its own for each version cannot be given to Cluster API at once.
  const walksItself =
    listedVersions(bundle).length > 0 &&
    Object.keys(entry.variablesByKubernetes).length === 0;
  if (!live || !at || !path || walksItself) {
    return undefined;
  }
  const version = withoutV(at);
  return nextKubernetesStep({
    path,
    at: version,
    settled:
      path.includes(version) &&
      isSettled(
        await gatherObjects({
          reader,
          cluster: live,
          controlPlaneVersions: new Map(),
          signal,
        }),
      ),
  });
}

/** Only pools that an autoscaler sizes are asked for. */
async function readPoolSizes(
  options: Options,
): Promise<NextWrite['poolSizes']> {
  const { reader, live, desired, signal } = options;
  if (!live || !desired.nodePools.workers.some(isAutoscaled)) {
    return {};
  }
  const deployments = await listOwned<LiveScaled>('MachineDeployment', {
    reader,
    cluster: live,
    signal,
  });
  return Object.fromEntries(
    deployments.flatMap(deployment => {
      const replicas = deployment.spec?.replicas;
      return replicas === undefined
        ? []
        : [[deploymentName(deployment), replicas]];
    }),
  );
}
