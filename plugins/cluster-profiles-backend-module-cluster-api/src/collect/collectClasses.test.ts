import { NotFoundError } from '@backstage/errors';
import type {
  ProfileFiles,
  ProfileInUse,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { aTarget } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  aBundle,
  CLASS_YAML,
  classFile,
} from '../classes/__testUtils__/classFiles';
import { MemoryObjects } from '../classes/__testUtils__/MemoryObjects';
import { ensureStamped } from '../classes/ensureStamped';
import { stampBundle } from '../classes/stampBundle';
import { ObjectRefusedError, type ManagementCluster } from '../kubernetes';
import { collectClasses } from './collectClasses';

const SINCE = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-08T00:00:00.000Z';
const stamped = stampBundle(aBundle(), { namespace: 'team-a' });
const id = `mgmt/team-a/${stamped.hash}`;
const target = aTarget({
  provider: 'cluster-api',
  endpoint: 'mgmt',
  namespace: 'team-a',
});
const files: ProfileFiles = {
  async read({ digest }) {
    if (digest === 'gone') {
      throw new NotFoundError('No such bundle');
    }
    const text = CLASS_YAML.replace(
      'startupDuration: 2s',
      'startupDuration: 3s',
    );
    return [classFile(digest === 'this' ? CLASS_YAML : text)];
  },
};

function use(digest: string, change: Partial<ProfileInUse> = {}): ProfileInUse {
  return {
    profile: { name: 'teams', version: '1.0.0', digest, type: 'full-stack' },
    entry: { classes: './cluster-api' },
    target,
    ...change,
  };
}

class GuardedObjects extends MemoryObjects {
  guarded = false;

  async delete(...options: Parameters<MemoryObjects['delete']>) {
    if (this.guarded && options[0].kind === 'ClusterClass') {
      throw new ObjectRefusedError('ClusterClass is in use', []);
    }
    await super.delete(...options);
  }
}

async function setUp(instanceId = 'here') {
  const objects = new GuardedObjects();
  const management = {
    name: 'mgmt',
    reader: objects,
    writer: objects,
  } as unknown as ManagementCluster;
  const { reader, writer } = management;
  await ensureStamped({ reader, writer, stamped, instanceId });
  return {
    objects,
    collect: (
      options: {
        inUse?: ProfileInUse[];
        unusedSince?: string;
        before?: string;
      } = {},
    ) =>
      collectClasses({
        management,
        target,
        inUse: options.inUse ?? [],
        unusedSince: new Map([[id, options.unusedSince ?? SINCE]]),
        before: options.before ?? LATER,
        instanceId: 'here',
        files,
      }),
  };
}

const NOTHING = { unused: [], collected: [], problems: [] };

describe('collectClasses', () => {
  it('deletes what nobody uses, the class before its templates', async () => {
    const { objects, collect } = await setUp();
    await expect(collect({ inUse: [use('other')] })).resolves.toEqual({
      ...NOTHING,
      collected: [id],
    });
    expect(objects.deleted).toHaveLength(stamped.objects.length);
    expect(objects.deleted[0]).toMatch(/^ClusterClass /);
    await expect(collect()).resolves.toEqual(NOTHING);
  });

  it.each([
    ['found unused for the first time', { unusedSince: LATER, before: SINCE }],
    ['unused for too short a time', { before: '2025-12-31T00:00:00.000Z' }],
  ])('waits with what is %s', async (_, options) => {
    const { objects, collect } = await setUp();
    await expect(collect(options)).resolves.toEqual({
      ...NOTHING,
      unused: [id],
    });
    expect(objects.deleted).toEqual([]);
  });

  it('keeps what a profile in use needs there', async () => {
    const { objects, collect } = await setUp();
    await expect(collect({ inUse: [use('this')] })).resolves.toEqual(NOTHING);
    expect(objects.deleted).toEqual([]);
  });

  it.each([
    ['in another namespace', { endpoint: 'mgmt', namespace: 'team-b' }],
    ['on another management cluster', { endpoint: 'm2', namespace: 'team-a' }],
  ])('does not keep what is needed only %s', async (_, elsewhere) => {
    const { collect } = await setUp();
    await expect(
      collect({ inUse: [use('this', { target: elsewhere })] }),
    ).resolves.toMatchObject({ collected: [id] });
  });

  it('takes nothing away while it cannot read what is needed', async () => {
    const { objects, collect } = await setUp();
    await expect(collect({ inUse: [use('gone')] })).rejects.toThrow(
      'No such bundle',
    );
    expect(objects.deleted).toEqual([]);
  });

  it('does not mind a cluster that has no class', async () => {
    const { collect } = await setUp();
    await expect(
      collect({ inUse: [use('this', { entry: { source: 'imported' } })] }),
    ).resolves.toMatchObject({ collected: [id] });
  });

  it.each([
    ['another portal', 'elsewhere'],
    ['nobody that we know', ''],
  ])('leaves alone what is of %s', async (_, instanceId) => {
    const { objects, collect } = await setUp(instanceId);
    await expect(collect()).resolves.toEqual(NOTHING);
    expect(objects.deleted).toEqual([]);
  });

  it('leaves alone a bundle of which another portal has restored a part', async () => {
    const { objects, collect } = await setUp();
    const [template] = objects.written;
    objects.put({
      ...template,
      metadata: {
        ...template.metadata,
        annotations: { 'clusterprofiles.io/instance': 'elsewhere' },
      },
    });
    await expect(collect()).resolves.toEqual(NOTHING);
  });

  it('leaves alone the class of a live Cluster, whoever made that', async () => {
    const { objects, collect } = await setUp();
    objects.put({
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      kind: 'Cluster',
      metadata: { name: 'foreign', namespace: 'team-a' },
      spec: { topology: { classRef: { name: stamped.reference.name } } },
    });
    await expect(collect()).resolves.toEqual(NOTHING);
  });

  it('leaves alone a bundle whose template a class of somebody else refers to', async () => {
    const { objects, collect } = await setUp();
    const { labels, ...metadata } = stamped.clusterClass.metadata;
    objects.put({
      ...stamped.clusterClass,
      metadata: { ...metadata, name: 'of-a-team' },
    });
    await expect(collect()).resolves.toEqual(NOTHING);
  });

  it('never takes the copies that Cluster API makes for a cluster, and keeps their bundle', async () => {
    const { objects, collect } = await setUp();
    const template = objects.written.find(
      ({ kind }) => kind === 'DevMachineTemplate',
    )!;
    objects.put({
      ...template,
      metadata: {
        ...template.metadata,
        name: 'checkout-x7k2p',
        labels: {
          ...template.metadata.labels,
          'cluster.x-k8s.io/cluster-name': 'checkout',
        },
      },
    });
    await expect(collect()).resolves.toEqual(NOTHING);
    expect(objects.deleted).toEqual([]);
  });

  it('keeps the templates while Cluster API refuses to let the class go', async () => {
    const { objects, collect } = await setUp();
    objects.guarded = true;
    await expect(collect()).resolves.toEqual({
      unused: [id],
      collected: [],
      problems: [`${id}: ClusterClass is in use`],
    });
    expect(objects.deleted).toEqual([]);
  });

  it('takes templates whose class is gone already', async () => {
    const { objects, collect } = await setUp();
    objects.remove(stamped.reference);
    await expect(collect()).resolves.toMatchObject({ collected: [id] });
    expect(objects.deleted).toHaveLength(stamped.templates.length);
  });
});
