import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  type ManagementCluster as Lab,
  managementCluster,
} from '../../../../test/management-cluster/lab';
import {
  type Proxy,
  startProxy,
  tooManyRequests,
} from '../../../../test/management-cluster/startProxy';
import type { Connection } from '../config/types';
import { connectManagementCluster } from '../connectManagementCluster';

const CLASSES = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'ClusterClass',
};

describe('the connection to a real API server', () => {
  let lab: Lab;
  let namespace: string;
  let proxy: Proxy | undefined;

  const connect = (connection: Connection, requestTimeoutSeconds = 60) =>
    connectManagementCluster({
      config: { name: 'lab', connection, requestTimeoutSeconds },
      clock: { now: () => new Date(), random: Math.random },
    });
  const byFile = (file: string, seconds?: number) =>
    connect({ way: 'kubeconfig', file }, seconds);

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
  });

  afterEach(async () => {
    await proxy?.stop();
    proxy = undefined;
  });

  afterAll(async () => {
    await lab?.removeNamespaces();
  });

  it('is let in by address, token file and authority, until the token is no longer good', async () => {
    const tokenFile = join(lab.folder, `${namespace}.token`);
    await writeFile(tokenFile, await readFile(lab.tokenFile, 'utf8'));
    const { url, caFile } = lab;
    const { reader } = connect({ way: 'url', url, tokenFile, caFile });
    await expect(reader.version()).resolves.toMatch(/^v1\./);

    const stale = 'eyJhbGciOiJub25lIn0.e30.stale';
    await writeFile(tokenFile, stale);
    const late = connect({ way: 'url', url, tokenFile, caFile });
    const error = await late.reader
      .list({ ...CLASSES, namespace })
      .catch(e => e);
    expect(error).toBeInstanceOf(ProviderUnreachableError);
    expect(error.message).toContain('does not accept our credentials (401)');
    expect(error.message).not.toContain(stale);

    await writeFile(tokenFile, await readFile(lab.tokenFile, 'utf8'));
    await expect(
      late.reader.list({ ...CLASSES, namespace }),
    ).resolves.toBeDefined();
  });

  it('trusts nobody whom the authority did not sign', async () => {
    const caFile = join(lab.folder, `${namespace}.crt`);
    await promisify(execFile)('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
      ],
      ...['-nodes', '-subj', '/CN=stranger', '-keyout', `${caFile}.key`],
      ...['-out', caFile],
    ]);
    const { url, tokenFile } = lab;
    await expect(
      connect({ way: 'url', url, tokenFile, caFile }).reader.version(),
    ).rejects.toThrow('that the configured authorities did not sign');
  });

  it('works with a server that takes ten seconds to answer, given the time', async () => {
    proxy = await startProxy(lab);
    proxy.misbehave({ kind: 'slow', ms: 10_000 });
    await expect(byFile(proxy.kubeconfig).reader.version()).resolves.toMatch(
      /^v1\./,
    );
    await expect(byFile(proxy.kubeconfig, 1).reader.version()).rejects.toThrow(
      'it was silent for 1 s',
    );
  });

  it('is patient with one that has too much to do', async () => {
    proxy = await startProxy(lab);
    const { reader } = byFile(proxy.kubeconfig);
    proxy.misbehave(tooManyRequests(1), { times: 2 });
    await expect(reader.version()).resolves.toMatch(/^v1\./);
    proxy.misbehave(tooManyRequests(1));
    await expect(reader.version()).rejects.toThrow(ProviderUnreachableError);
  });
});
