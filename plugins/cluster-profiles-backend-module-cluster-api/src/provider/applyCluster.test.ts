import type { ProfileFiles } from '@cluster-profiles/plugin-cluster-profiles-node';
import { aBundle, classFile } from '../classes/__testUtils__/classFiles';
import { MemoryObjects } from '../classes/__testUtils__/MemoryObjects';
import { stampBundle } from '../classes/stampBundle';
import { aDesiredState } from '../cluster/__testUtils__/aDesiredState';
import type { KubernetesObject, ManagementCluster } from '../kubernetes';
import { applyCluster } from './applyCluster';
import { observeCluster } from './observeCluster';
import { createMemory } from './ProviderMemory';

const stamped = stampBundle(aBundle(), { namespace: 'team-a' });
const files: ProfileFiles = { read: async () => [classFile()] };

/** As Cluster API leaves it when it has taken it up. */
function ready(object: KubernetesObject): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, generation: 1 },
    status: {
      conditions: ['VariablesReady', 'RefVersionsUpToDate'].map(type => ({
        type,
        status: 'True',
        observedGeneration: 1,
      })),
    },
  };
}

function setUp() {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  const objects = new MemoryObjects();
  stamped.templates.forEach(template => objects.put(template));
  objects.put(ready(stamped.clusterClass));
  const common = {
    management: {
      reader: objects,
      writer: objects,
    } as unknown as ManagementCluster,
    memory: createMemory({
      clock: { now: () => new Date(now), random: () => 0.5 },
    }),
  };
  const marks = { instanceId: 'here', revision: 1, idempotencyKey: 'k' };
  return {
    objects,
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
    /** One pass: what was asked for, and what was written. */
    pass: async (
      name: string,
      options: { before?: () => void; uid?: string } = {},
    ) => {
      const { before, uid = name } = options;
      const desired = aDesiredState({
        cluster: { uid, name, owner: 'group:default/teams' },
      });
      objects.read.length = 0;
      objects.written.length = 0;
      await observeCluster({ ...common, desired });
      before?.();
      await applyCluster({ ...common, desired, marks, files, now: new Date() });
      return {
        read: [...objects.read],
        written: objects.written.map(({ kind }) => kind),
      };
    },
  };
}

describe('applyCluster', () => {
  it('asks for the cluster once a pass, and for its class once for many', async () => {
    const { pass } = setUp();
    const first = await pass('one');
    expect(first.read).toHaveLength(1 + stamped.objects.length + 1);
    expect(first.written).toEqual(['Cluster']);
    expect(await pass('two')).toEqual({
      read: ['Cluster two'],
      written: ['Cluster'],
    });
  });

  it('notices a template that somebody has deleted, after a while', async () => {
    const { pass, objects, advance } = setUp();
    await pass('one');
    const { apiVersion, kind, metadata } = stamped.templates[0];
    objects.remove({ apiVersion, kind, ...metadata });
    advance(10);
    expect((await pass('two')).written).toEqual([kind, 'Cluster']);
  });

  it('looks at the class again after a refusal', async () => {
    const { pass } = setUp();
    await pass('one', { uid: 'a' });
    await expect(pass('one', { uid: 'b' })).rejects.toMatchObject({
      name: 'HeldError',
    });
    expect((await pass('two')).read).toHaveLength(
      1 + stamped.objects.length + 1,
    );
  });

  it('reads again where the cluster is not what the pass has seen', async () => {
    const { pass, objects } = setUp();
    await pass('one');
    const [cluster] = objects.written;
    const touched = await pass('one', {
      before: () => objects.put({ ...cluster, status: { phase: 'Pending' } }),
    });
    expect(touched.read.filter(name => name === 'Cluster one')).toHaveLength(2);
    expect(touched.written).toEqual(['Cluster']);
  });

  it('does not bring back a cluster that was deleted since', async () => {
    const { pass, objects } = setUp();
    await pass('one');
    const [{ apiVersion, kind, metadata }] = objects.written;
    const late = pass('one', {
      before: () => objects.remove({ apiVersion, kind, ...metadata }),
    });
    await expect(late).rejects.toMatchObject({ name: 'ConflictError' });
    expect(objects.written).toEqual([]);
  });

  it('does not write over a cluster that somebody else has created since', async () => {
    const { pass, objects } = setUp();
    const foreign = pass('one', {
      before: () =>
        objects.put({
          apiVersion: 'cluster.x-k8s.io/v1beta2',
          kind: 'Cluster',
          metadata: { name: 'one', namespace: 'team-a' },
        }),
    });
    await expect(foreign).rejects.toMatchObject({ name: 'HeldError' });
    expect(objects.written).toEqual([]);
  });
});
