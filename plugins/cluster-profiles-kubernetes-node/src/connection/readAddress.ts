import { readFile } from 'node:fs/promises';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Connection, WorkloadConnection } from '../config/types';
import { loadKubeConfig } from './loadKubeConfig';

/** What somebody else needs to find an API server and to know it. Errors: `ProviderRefusedError` where that is not safe. */
export async function readAddress(options: {
  name: string;
  connection: Connection | WorkloadConnection;
}): Promise<{ server: string; certificateAuthority: string }> {
  const { name, connection } = options;
  const cluster = (await loadKubeConfig(connection)).getCurrentCluster()!;
  if (!cluster.server.startsWith('https://') || cluster.skipTLSVerify) {
    throw new ProviderRefusedError(
      `The way to ${name} is not https with a certificate that is checked; credentials are not sent over it`,
    );
  }
  const { caData, caFile } = cluster;
  const certificateAuthority = caData
    ? Buffer.from(caData, 'base64').toString('utf8')
    : await readAuthority(name, caFile);
  return { server: cluster.server, certificateAuthority };
}

async function readAuthority(
  name: string,
  file: string | undefined,
): Promise<string> {
  if (!file) {
    throw new ProviderRefusedError(
      `The way to ${name} names no certificate authority, which others need to know the cluster`,
    );
  }
  return readFile(file, 'utf8').catch(error => {
    throw new ProviderUnreachableError(
      `The certificate authority ${file} of ${name} cannot be read (${error.code})`,
    );
  });
}
