import { setTimeout as sleep } from 'node:timers/promises';
import {
  ProviderRefusedError,
  type Clock,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { textAt } from './jsonValues';
import type { Connection, WorkloadConnection } from './config/types';
import { Credentials } from './connection/Credentials';
import { readAddress } from './connection/readAddress';
import { ApiClient } from './http/ApiClient';
import { KubernetesReadClient } from './KubernetesReadClient';
import { KubernetesWriteClient } from './KubernetesWriteClient';
import { ResourceDirectory } from './ResourceDirectory';
import { toRefusal } from './toRefusal';
import type { ReadClient, RequestOptions, WriteClient } from './types';

const TIMEOUT_MS = 15_000;

/** A cluster that runs what people want to run, as somebody who may do much there. */
export interface WorkloadCluster {
  reader: ReadClient;
  writer: WriteClient;
  /** Where its API is, and the certificates to trust (PEM), for others to go there. */
  address(): Promise<{ server: string; certificateAuthority: string }>;
  /** A token of a service account that ends by itself. */
  requestToken(
    options: RequestOptions & {
      namespace: string;
      account: string;
      seconds: number;
    },
  ): Promise<{ token: string; expiresAt: string }>;
}

/** Nothing is read or sent before the first request. */
export function connectWorkloadCluster(options: {
  name: string;
  connection: Connection | WorkloadConnection;
  clock: Clock;
}): WorkloadCluster {
  const { name, connection, clock } = options;
  const client = new ApiClient({
    server: `The API of ${name}`,
    credentials: new Credentials({ connection, clock, timeoutMs: TIMEOUT_MS }),
    timeoutMs: TIMEOUT_MS,
    wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  });
  const api = { client, directory: new ResourceDirectory({ api: client }) };
  return {
    reader: new KubernetesReadClient({ api }),
    writer: new KubernetesWriteClient({ api }),
    address: () => readAddress({ name, connection }),

    async requestToken({ namespace, account, seconds, signal }) {
      const answer = await client.send({
        method: 'POST',
        path: `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
        contentType: 'application/json',
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds: seconds },
        },
        signal,
      });
      if (answer.status >= 400) {
        throw toRefusal(answer, {
          server: client.server,
          verb: 'create',
          resource: 'serviceaccounts/token',
          kind: 'ServiceAccount',
          namespace,
          name: account,
        });
      }
      const token = textAt(answer.body, ['status', 'token']);
      const expiresAt = textAt(answer.body, ['status', 'expirationTimestamp']);
      if (!token || Number.isNaN(Date.parse(expiresAt))) {
        throw new ProviderRefusedError(
          `The API of ${name} gives no token that ends by itself`,
        );
      }
      return { token, expiresAt };
    },
  };
}
