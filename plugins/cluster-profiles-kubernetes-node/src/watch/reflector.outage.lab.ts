import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ManagementCluster as Lab,
  managementCluster,
} from '../../../../test/management-cluster/lab';
import {
  expired,
  expiredWatch,
  type Proxy,
  startProxy,
} from '../../../../test/management-cluster/startProxy';
import { connectManagementCluster } from '../connectManagementCluster';
import type { ManagementCluster, Reflector } from '../types';

/** A kind that the portal may watch, and that is gone as soon as it is deleted. */
const KIND = { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'ClusterClass' };

const template = (group: string, kind: string) => ({
  templateRef: {
    apiVersion: `${group}.cluster.x-k8s.io/v1beta2`,
    kind,
    name: 'none',
  },
});

describe('a reflector on a real API server', () => {
  let lab: Lab;
  let proxy: Proxy;
  let namespace: string;
  let direct: ManagementCluster;
  let controller: AbortController;
  let reflector: Reflector<string>;
  const changes: string[] = [];

  const connect = (file: string) =>
    connectManagementCluster({
      config: {
        name: 'lab',
        connection: { way: 'kubeconfig', file },
        requestTimeoutSeconds: 10,
      },
      clock: { now: () => new Date(), random: Math.random },
    });
  const write = (name: string, labels: Record<string, string> = {}) =>
    direct.writer.apply({
      ...KIND,
      metadata: { name, namespace, labels },
      spec: {
        infrastructure: template('infrastructure', 'DevClusterTemplate'),
        controlPlane: template('controlplane', 'KubeadmControlPlaneTemplate'),
      },
    });
  const remove = (name: string) =>
    direct.writer.delete({ ...KIND, namespace, name });
  const until = async (condition: () => boolean, what: string) => {
    const deadline = Date.now() + 90_000;
    while (!condition()) {
      if (Date.now() > deadline) {
        throw new Error(
          `Not in time: ${what}; ${changes.join(', ')}; ${reflector.lastError}`,
        );
      }
      await sleep(50);
    }
  };
  const changed = (change: string) =>
    until(() => changes.includes(change), change);

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    proxy = await startProxy(lab);
    direct = connect(lab.kubeconfig);
    controller = new AbortController();
    reflector = connect(proxy.kubeconfig).watcher.watch({
      ...KIND,
      namespace,
      project: ({ metadata }) => metadata.name,
      onChange: (name, change) => changes.push(`${change} ${name}`),
      signal: controller.signal,
    });
  });

  afterAll(async () => {
    controller?.abort();
    await reflector?.done;
    await proxy?.stop();
    await lab?.removeNamespaces();
  });

  beforeEach(() => {
    changes.length = 0;
  });

  it('follows what happens', async () => {
    await until(() => reflector.synced, 'the first list');
    await write('one');
    await changed('added one');
    await write('one', { moved: 'yes' });
    await changed('modified one');
    await write('two');
    await changed('added two');
    expect(reflector.items().sort()).toEqual(['one', 'two']);
  });

  it('misses nothing when its connection is cut', async () => {
    proxy.misbehave({ kind: 'drop' });
    proxy.cut();
    await until(() => reflector.lastError !== undefined, 'the error');
    await write('three');
    await remove('two');
    proxy.behave();
    await changed('added three');
    await changed('deleted two');
    expect(reflector.lastError).toBeUndefined();
    expect(reflector.items().sort()).toEqual(['one', 'three']);
  });

  it.each([
    ['as an answer', expired],
    ['as an event', expiredWatch],
  ])('lists again when it is told %s that it is late', async (how, fault) => {
    const before = proxy.requests.length;
    proxy.misbehave(fault, { matching: /watch=true/, times: 1 });
    proxy.cut();
    const name = `late-${how.replace(/ /g, '-')}`;
    await write(name);
    await changed(`added ${name}`);
    await until(
      () =>
        proxy.requests
          .slice(before)
          .some(line => /clusterclasses\?limit/.test(line)),
      'the list',
    );
    await remove(name);
    await changed(`deleted ${name}`);
    expect(reflector.lastError).toBeUndefined();
  });

  it('goes on after the API server was killed', async () => {
    await lab.kill('kube-apiserver');
    try {
      await until(() => reflector.lastError !== undefined, 'the error');
      expect(reflector.items().sort()).toEqual(['one', 'three']);
      expect(changes).toEqual([]);
    } finally {
      await lab.restart('kube-apiserver');
    }
    await write('four');
    await remove('one');
    await changed('added four');
    await changed('deleted one');
    expect(reflector.items().sort()).toEqual(['four', 'three']);
    expect(reflector.lastError).toBeUndefined();
  });
});
