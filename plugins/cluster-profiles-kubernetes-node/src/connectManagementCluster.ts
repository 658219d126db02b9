import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { PlaceConfig } from './config/types';
import { Credentials } from './connection/Credentials';
import { ApiClient } from './http/ApiClient';
import type { Wait } from './http/types';
import { KubernetesDryRunClient } from './KubernetesDryRunClient';
import { KubernetesReadClient } from './KubernetesReadClient';
import { KubernetesWriteClient } from './KubernetesWriteClient';
import { ResourceDirectory } from './ResourceDirectory';
import type { ManagementCluster } from './types';
import { KubernetesWatchClient } from './watch/KubernetesWatchClient';

/** Makes the clients; nothing is read or sent before the first request, so that a wrong one keeps no backend from starting. */
export function connectManagementCluster(options: {
  config: PlaceConfig;
  /** What messages call it. */
  what?: string;
  clock: Clock;
  wait?: Wait;
}): ManagementCluster {
  const {
    config,
    clock,
    what = 'Management cluster',
    wait = waitFor,
  } = options;
  const timeoutMs = config.requestTimeoutSeconds * 1000;
  const credentials = new Credentials({
    connection: config.connection,
    clock,
    timeoutMs,
  });
  const client = new ApiClient({
    server: `${what} "${config.name}"`,
    credentials,
    timeoutMs,
    wait,
  });
  const api = { client, directory: new ResourceDirectory({ api: client }) };
  return {
    name: config.name,
    reader: new KubernetesReadClient({ api }),
    dryRunner: new KubernetesDryRunClient({ api }),
    writer: new KubernetesWriteClient({ api }),
    watcher: new KubernetesWatchClient({ api, clock, wait }),
  };
}

async function waitFor(
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(error => {
    if (!signal?.aborted) {
      throw error;
    }
  });
}
