import type { JsonObject } from '@backstage/types';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  type ManagementCluster as Lab,
  managementCluster,
} from '../../../test/management-cluster/lab';
import {
  type Proxy,
  startProxy,
} from '../../../test/management-cluster/startProxy';
import { connectManagementCluster } from './connectManagementCluster';
import type { KubernetesObject, ManagementCluster } from './types';
import { WriteConflictError } from './WriteConflictError';

/** A kind that the portal may write and no controller touches. */
const KIND = {
  apiVersion: 'bootstrap.cluster.x-k8s.io/v1beta2',
  kind: 'KubeadmConfigTemplate',
};

describe('the clients on a real API server', () => {
  let lab: Lab;
  let namespace: string;
  let management: ManagementCluster;
  let proxy: Proxy | undefined;

  const byFile = (file: string) =>
    connectManagementCluster({
      config: {
        name: 'lab',
        connection: { way: 'kubeconfig', file },
        requestTimeoutSeconds: 60,
      },
      clock: { now: () => new Date(), random: Math.random },
    });

  const object = (name: string, verbosity = 1): KubernetesObject => ({
    ...KIND,
    metadata: { name, namespace },
    spec: { template: { spec: { verbosity } } },
  });
  const reference = (name: string) => ({ ...KIND, namespace, name });
  const cluster = (name: string, topology: JsonObject): KubernetesObject => ({
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: { name, namespace },
    spec: { topology },
  });

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    management = byFile(lab.kubeconfig);
  });

  afterEach(async () => {
    await proxy?.stop();
    proxy = undefined;
  });

  afterAll(async () => {
    await lab?.removeNamespaces();
  });

  it('writes, reads, changes nothing by writing the same again, and deletes', async () => {
    const { reader, writer } = management;
    const written = await writer.apply(object('same'));
    const again = await writer.apply(object('same'));
    expect(again.metadata.resourceVersion).toBe(
      written.metadata.resourceVersion,
    );
    await expect(reader.get(reference('same'))).resolves.toEqual(again);
    await expect(
      writer.delete(reference('same'), { uid: 'another' }),
    ).rejects.toThrow(WriteConflictError);
    await writer.delete(reference('same'), { uid: written.metadata.uid });
    await expect(reader.get(reference('same'))).resolves.toBeUndefined();
    await writer.delete(reference('same'));
  });

  it('writes nothing in a dry run, with or without force', async () => {
    const { reader, dryRunner, writer } = management;
    const created = await dryRunner.apply(object('dry'));
    expect(created.object.metadata.uid).toBeDefined();
    await expect(reader.get(reference('dry'))).resolves.toBeUndefined();

    const live = await writer.apply(object('dry'));
    const changed = await dryRunner.apply(object('dry', 2), {
      force: true,
    });
    expect(changed.object.spec).toEqual(object('dry', 2).spec);
    const after = await reader.get(reference('dry'));
    expect(after).toEqual(live);
    await writer.delete(reference('dry'));
  });

  it('reads what a dry run warns about', async () => {
    const { dryRunner } = management;
    const { warnings } = await dryRunner.apply(
      cluster('warned', {
        classRef: { name: 'nowhere' },
        version: 'v1.35.0',
      }),
    );
    expect(warnings).toEqual([
      expect.stringContaining('this ClusterClass does not exist'),
    ]);
  });

  it('names who holds a field, and takes it over with force only', async () => {
    const { writer } = management;
    await writer.apply(object('taken'));
    await lab.kubectl(
      'patch',
      'kubeadmconfigtemplate',
      'taken',
      `--namespace=${namespace}`,
      '--field-manager=somebody',
      '--type=merge',
      '--patch={"spec":{"template":{"spec":{"verbosity":5}}}}',
    );
    const error = await writer.apply(object('taken')).catch(e => e);
    expect(error).toBeInstanceOf(WriteConflictError);
    expect(error.message).toContain(
      'conflict with "somebody" using bootstrap.cluster.x-k8s.io/v1beta2: .spec.template.spec.verbosity',
    );
    expect(error.conflicts).toEqual([
      { manager: 'somebody', field: '.spec.template.spec.verbosity' },
    ]);
    const forced = await writer.apply(object('taken'), { force: true });
    expect(forced.spec).toEqual(object('taken').spec);
    await writer.delete(reference('taken'));
  });

  it('writes only what is still as it was read', async () => {
    const { writer } = management;
    const read = await writer.apply(object('moving'));
    await writer.apply(object('moving'), { expected: read });
    await lab.kubectl(
      'label',
      'kubeadmconfigtemplate',
      'moving',
      `--namespace=${namespace}`,
      'moved=yes',
    );
    const error = await writer
      .apply(object('moving', 2), { expected: read, force: true })
      .catch(e => e);
    expect(error).toBeInstanceOf(WriteConflictError);
    expect(error.conflicts).toEqual([]);
  });

  it('brings nothing back that was deleted, and merges into nothing that came up', async () => {
    const { reader, writer } = management;
    const first = await writer.apply(object('once'), { expected: 'absent' });
    await expect(
      writer.apply(object('once', 2), { expected: 'absent', force: true }),
    ).rejects.toThrow(WriteConflictError);

    await writer.delete(reference('once'));
    await expect(
      writer.apply(object('once', 2), { expected: first }),
    ).rejects.toThrow(WriteConflictError);
    await expect(reader.get(reference('once'))).resolves.toBeUndefined();

    await writer.apply(object('once'), { expected: 'absent' });
    await expect(
      writer.apply(object('once', 2), { expected: first }),
    ).rejects.toThrow(WriteConflictError);
    await writer.delete(reference('once'));
  });

  it('gives the fields that a webhook refuses', async () => {
    const error = await management.dryRunner
      .apply(
        cluster('refused', {
          classRef: { name: 'nowhere' },
          version: 'not a version',
        }),
      )
      .catch(e => e);
    expect(error).toBeInstanceOf(ProviderRefusedError);
    expect(error.causes[0].field).toBe('spec.topology.version');
  });

  it('names what is forbidden and where', async () => {
    await expect(
      management.reader.list({ apiVersion: 'v1', kind: 'Secret', namespace }),
    ).rejects.toThrow(
      `Management cluster "lab" forbids us to list secrets in namespace ${namespace}; grant this verb`,
    );
    await expect(
      management.writer.apply({
        ...object('elsewhere'),
        metadata: { name: 'elsewhere', namespace: 'kube-system' },
      }),
    ).rejects.toThrow(
      'forbids us to patch kubeadmconfigtemplates.bootstrap.cluster.x-k8s.io in namespace kube-system',
    );
    await expect(
      management.reader.get({ ...reference('x'), kind: 'Chariot' }),
    ).rejects.toThrow('does not know the kind Chariot');
  });

  it('reads every page', async () => {
    const { writer, reader } = byFile(lab.adminKubeconfig);
    const names = Array.from({ length: 620 }, (_, index) => `page-${index}`);
    const queue = [...names];
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let name = queue.pop(); name; name = queue.pop()) {
          await writer.apply({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name, namespace, labels: { page: 'yes' } },
          });
        }
      }),
    );
    const found = await reader.list({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      labelSelector: 'page=yes',
    });
    expect(found.map(({ metadata }) => metadata.name).sort()).toEqual(
      names.sort(),
    );
  });

  it('may write again what it does not know to be written', async () => {
    proxy = await startProxy(lab);
    const { writer, reader } = byFile(proxy.kubeconfig);
    await reader.list({ ...KIND, namespace });
    proxy.misbehave({ kind: 'lose-answer' }, { matching: /^PATCH/, times: 1 });
    await expect(writer.apply(object('lost'))).rejects.toThrow(
      ProviderUnreachableError,
    );
    const written = await reader.get(reference('lost'));
    const again = await writer.apply(object('lost'));
    expect(again).toEqual(written);
    await writer.delete(reference('lost'));
  });
});
