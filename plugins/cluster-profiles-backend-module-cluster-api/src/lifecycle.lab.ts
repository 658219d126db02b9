import {
  hasBlocker,
  type DesiredState,
  type Finding,
  type ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { withLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { until } from '../../../test/management-cluster/until';
import { LabCluster } from './__testUtils__/LabCluster';
import { labFiles, labTarget } from './__testUtils__/labState';
import type { KubernetesObject } from './kubernetes';

/** One cluster from its first plan to the day that nothing is left of it; each test goes on where the one before ended. */
describe('the life of a cluster on the lab', () => {
  let cluster: LabCluster;
  let reference: string;
  let desired: DesiredState;
  let observed: ObservedCluster;
  const hints = new Set<string>();
  const stopped = new AbortController();
  let watched: Promise<void>;

  const codes = (findings: Finding[]) => findings.map(({ code }) => code);
  const names = () => observed.machines.map(({ name }) => name);

  /** Reaches a state, and tells how many machines of each pool went; each of them must have been announced. */
  async function change(next: DesiredState): Promise<Record<string, number>> {
    const plan = await cluster.preview(next);
    expect(hasBlocker(plan.findings)).toBe(false);
    const before = observed;
    observed = await cluster.reach(next);
    desired = next;
    const left = new Set(names());
    const gone: Record<string, number> = {};
    for (const { name, pool } of before.machines) {
      if (!left.has(name)) {
        gone[pool] = (gone[pool] ?? 0) + 1;
      }
    }
    for (const [pool, count] of Object.entries(gone)) {
      const announced = plan.machinesReplaced.find(it => it.pool === pool);
      expect(announced?.count ?? 0).toBeGreaterThanOrEqual(count);
    }
    return gone;
  }

  const withWorkers = (replicas: number): DesiredState => ({
    ...desired,
    nodePools: {
      ...desired.nodePools,
      workers: [{ name: 'general', replicas }],
    },
  });
  const withImage = (imageId: string): DesiredState => ({
    ...desired,
    providerConfig: { ...desired.providerConfig, variables: { imageId } },
  });
  const atVersion = (version: string): DesiredState =>
    withLayer(desired, 'kubernetes', { version });

  beforeAll(async () => {
    cluster = await LabCluster.start();
    desired = cluster.initial;
    reference = `Cluster ${cluster.namespace}/${cluster.name}`;
    watched = cluster.provider.watch({
      onHint: uid => hints.add(uid),
      signal: stopped.signal,
    });
  });

  afterAll(async () => {
    stopped.abort();
    await watched;
    await cluster?.lab.removeNamespaces();
  });

  it('plans it before its class is there, and says that nothing is verified', async () => {
    const plan = await cluster.preview(desired);
    expect(codes(plan.findings)).toEqual(['class-not-verified']);
    expect(plan.objects.created).toContain(reference);
    expect(plan.objects.created).toContainEqual(
      expect.stringMatching(/^ClusterClass /),
    );
    expect(plan.machinesReplaced).toEqual([]);
  });

  it('puts the class there for plans to be checked against', async () => {
    const prepare = () =>
      cluster.provider.prepare({
        profile: desired.profiles[0],
        entry: { match: { cloud: 'lab' }, ...desired.providerConfig },
        target: labTarget(cluster.namespace),
        instanceId: 'lab-portal',
        files: labFiles,
      });
    await prepare();
    // Cluster API takes a moment to look at it.
    await until('the class is ready', async () => !(await prepare()).length);
    const plan = await cluster.preview(desired);
    expect(plan.findings).toEqual([]);
    expect(plan.objects.created).toEqual([reference]);
  });

  it('is created', async () => {
    observed = await cluster.reach(desired);
    expect(observed.machines).toHaveLength(2);
    expect(observed.apiServer).toEqual({
      url: expect.stringMatching(/^https:/),
      certificateAuthority: expect.any(String),
    });
    expect([...hints]).toEqual([desired.cluster.uid]);
    expect(observed.layers.map(({ drift }) => drift)).toEqual([
      'InSync',
      'InSync',
      'InSync',
    ]);
  });

  it('says that nobody gets access where its API gives no tokens', async () => {
    await expect(
      cluster.provider.access({
        desired,
        role: 'view',
        subject: 'user:default/paula',
        seconds: 600,
      }),
    ).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining(cluster.name),
    });
  });

  it('is not touched by the same state again', async () => {
    const before = await cluster.ownWrite();
    await cluster.rewrite(desired);
    const plan = await cluster.preview(desired);
    expect(plan.objects).toEqual({ created: [], changed: [], removed: [] });
    expect(await cluster.ownWrite()).toEqual(before);
  });

  it('grows and shrinks without replacing a machine', async () => {
    const before = names();
    expect(await change(withWorkers(2))).toEqual({});
    expect(names()).toEqual(expect.arrayContaining(before));
    expect(names()).toHaveLength(3);
    const plan = await cluster.preview(withWorkers(1));
    expect(plan.machinesReplaced).toEqual([]);
    desired = withWorkers(1);
    observed = await cluster.reach(desired);
    expect(names()).toHaveLength(2);
  });

  it('gets new machines with a new value of a class variable, and none is believed before', async () => {
    const before = names();
    expect(await change(withImage('image-2'))).toEqual({
      controlPlane: 1,
      general: 1,
    });
    expect(names().filter(name => before.includes(name))).toEqual([]);
  });

  it('is rolled back to the value before', async () => {
    const before = names();
    await change(withImage('image-1'));
    expect(names().filter(name => before.includes(name))).toEqual([]);
  });

  it.each([
    ['a skipped minor', '1.35.0', 'version cannot be increased'],
    ['a downgrade', '1.32.0', 'version cannot be decreased'],
  ])('refuses %s while it is planned', async (_, version, words) => {
    const plan = await cluster.preview(atVersion(version));
    expect(plan.findings).toContainEqual(
      expect.objectContaining({
        severity: 'block',
        message: expect.stringContaining(words),
      }),
    );
  });

  it('refuses a value that the class does not take while it is planned', async () => {
    const plan = await cluster.preview({
      ...desired,
      providerConfig: { ...desired.providerConfig, variables: { imageId: 7 } },
    });
    expect(hasBlocker(plan.findings)).toBe(true);
  });

  it('is upgraded by one minor', async () => {
    const before = names();
    expect(await change(atVersion('1.34.1'))).toEqual({
      controlPlane: 1,
      general: 1,
    });
    expect(names().filter(name => before.includes(name))).toEqual([]);
    expect(
      observed.layers.find(({ name }) => name === 'kubernetes'),
    ).toMatchObject({ version: '1.34.1', health: 'Healthy' });
  });

  it('moves to the class of a newer profile version', async () => {
    const before = await cluster.live();
    const [profile] = desired.profiles;
    await change({
      ...desired,
      profiles: [{ ...profile, version: '1.3.1', digest: 'e'.repeat(64) }],
    });
    expect(classOf(await cluster.live())).not.toBe(classOf(before));
  });

  it('is deleted with all that belongs to it', async () => {
    desired = { ...desired, deleted: true };
    await expect(cluster.preview(desired)).resolves.toMatchObject({
      objects: { removed: [reference] },
      findings: [],
    });
    await cluster.delete(desired);
    await cluster.untilNothingIsLeft(desired);
  });
});

function classOf(cluster: KubernetesObject): unknown {
  const { topology } = cluster.spec as {
    topology: { classRef: { name: string } };
  };
  return topology.classRef.name;
}
