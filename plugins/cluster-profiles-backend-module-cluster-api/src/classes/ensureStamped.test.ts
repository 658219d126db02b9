import { aBundle } from './__testUtils__/classFiles';
import { MemoryObjects } from './__testUtils__/MemoryObjects';
import type { KubernetesObject, ReadClient, WriteClient } from '../kubernetes';
import { ensureStamped } from './ensureStamped';
import { stampBundle } from './stampBundle';

const stamped = stampBundle(aBundle(), { namespace: 'team-a' });

function ensure(objects: MemoryObjects) {
  return ensureStamped({
    reader: objects as Pick<ReadClient, 'get'> as ReadClient,
    writer: objects as Pick<WriteClient, 'apply'> as WriteClient,
    stamped,
    instanceId: 'here',
  });
}

/** As a server keeps it: with defaults and what controllers add. */
function asStored(object: KubernetesObject): KubernetesObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      uid: 'u',
      ownerReferences: [
        {
          apiVersion: 'cluster.x-k8s.io/v1beta2',
          kind: 'ClusterClass',
          name: 'x',
          uid: 'y',
        },
      ],
    },
    spec: { ...object.spec, defaulted: true },
  };
}

describe('ensureStamped', () => {
  it('creates what is missing, the class last, and then nothing', async () => {
    const objects = new MemoryObjects();
    await ensure(objects);
    expect(objects.written).toEqual(
      stamped.objects.map(object => ({
        ...object,
        metadata: {
          ...object.metadata,
          annotations: { 'clusterprofiles.io/instance': 'here' },
        },
      })),
    );
    await ensure(objects);
    expect(objects.written).toHaveLength(stamped.objects.length);
  });

  it('keeps what is there, with what the server added', async () => {
    const objects = new MemoryObjects();
    stamped.objects.forEach(object => objects.put(asStored(object)));
    await ensure(objects);
    expect(objects.written).toEqual([]);
  });

  it.each<[string, (object: KubernetesObject) => KubernetesObject, RegExp]>([
    [
      'was edited',
      object => ({ ...object, spec: { template: { spec: {} } } }),
      /DevClusterTemplate team-a\/teams-.* was edited at \/spec\/template\/spec\/backend/,
    ],
    [
      'is of another bundle',
      object => ({ ...object, metadata: { ...object.metadata, labels: {} } }),
      /was edited at \/metadata\/labels\/clusterprofiles.io~1bundle/,
    ],
    [
      'is being deleted',
      object => ({
        ...object,
        metadata: {
          ...object.metadata,
          deletionTimestamp: '2026-01-01T00:00:00Z',
        },
      }),
      /is being deleted/,
    ],
  ])('refuses what %s', async (_, change, message) => {
    const objects = new MemoryObjects();
    objects.put(change(asStored(stamped.objects[0])));
    await expect(ensure(objects)).rejects.toThrow(message);
    await expect(ensure(objects)).rejects.toMatchObject({
      name: 'ProviderRefusedError',
    });
    expect(objects.written).toEqual([]);
  });
});
