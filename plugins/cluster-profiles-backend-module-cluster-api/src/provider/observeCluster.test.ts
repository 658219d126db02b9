import { MemoryObjects } from '../classes/__testUtils__/MemoryObjects';
import { aDesiredState } from '../cluster/__testUtils__/aDesiredState';
import { CLUSTER_UID_LABEL } from '../cluster/marks';
import type { ManagementCluster, ObjectSelection } from '../kubernetes';
import { observeCluster } from './observeCluster';
import { createMemory } from './ProviderMemory';

const CLUSTER = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: {
    name: 'checkout',
    namespace: 'team-a',
    labels: { [CLUSTER_UID_LABEL]: 'uid-1' },
  },
};
const MACHINE = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Machine',
  metadata: {
    name: 'left',
    namespace: 'team-a',
    labels: { 'cluster.x-k8s.io/cluster-name': 'checkout' },
  },
};

class CountedObjects extends MemoryObjects {
  readonly listed: string[] = [];

  async list(selection: ObjectSelection) {
    this.listed.push(selection.kind);
    const [label] = selection.labelSelector!.split('=');
    return super.list({ ...selection, labelSelector: label });
  }
}

function setUp() {
  const objects = new CountedObjects();
  const memory = createMemory({
    clock: { now: () => new Date(), random: () => 0.5 },
  });
  return {
    objects,
    observe: (change?: Parameters<typeof aDesiredState>[0]) =>
      observeCluster({
        management: {
          reader: objects as unknown as ManagementCluster['reader'],
        },
        memory,
        desired: aDesiredState(change),
      }),
  };
}

describe('observeCluster', () => {
  it('asks for nothing else before a cluster was ever there', async () => {
    const { objects, observe } = setUp();
    await expect(observe()).resolves.toBeUndefined();
    expect(objects.read).toEqual(['Cluster checkout']);
    expect(objects.listed).toEqual([]);
  });

  it('tells what outlives a cluster that was there, until nothing does', async () => {
    const { objects, observe } = setUp();
    objects.put(CLUSTER);
    objects.put(MACHINE);
    await observe();
    objects.remove({ ...CLUSTER, ...CLUSTER.metadata });
    await expect(observe()).resolves.toMatchObject({
      deleting: true,
      leftovers: ['Machine left'],
    });
    objects.remove({ ...MACHINE, ...MACHINE.metadata });
    await expect(observe()).resolves.toBeUndefined();
    objects.listed.length = 0;
    await expect(observe()).resolves.toBeUndefined();
    expect(objects.listed).toEqual([]);
  });

  it('tells what is left of a cluster that is to go, also after a restart', async () => {
    const { objects, observe } = setUp();
    objects.put(MACHINE);
    await expect(observe({ deleted: true })).resolves.toMatchObject({
      leftovers: ['Machine left'],
    });
  });
});
