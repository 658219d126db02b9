import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { withLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { LabCluster } from './__testUtils__/LabCluster';
import { labFiles } from './__testUtils__/labState';

const POOL = '/spec/topology/workers/machineDeployments/general/replicas';
const POOL_PATCH = POOL.replace('general', '0');

/** Others lay hands on a cluster; each test goes on where the one before ended. */
describe('a cluster on the lab that others touch', () => {
  let cluster: LabCluster;
  let reference: string;
  let desired: DesiredState;

  beforeAll(async () => {
    cluster = await LabCluster.start();
    desired = cluster.initial;
    reference = `Cluster ${cluster.namespace}/${cluster.name}`;
    await cluster.reach(desired);
  });

  afterAll(() => cluster?.lab.removeNamespaces());

  const editAs = (manager: string, path: string, value: number) =>
    cluster.lab.kubectl(
      'patch',
      `cluster/${cluster.name}`,
      `--namespace=${cluster.namespace}`,
      '--type=json',
      `--field-manager=${manager}`,
      `--patch=${JSON.stringify([{ op: 'replace', path, value }])}`,
    );

  /** The next revision, with what its plan would take over. */
  const approvedNext = async (): Promise<DesiredState> => {
    const { takeovers, ...next } = desired;
    const preview = await cluster.preview(next);
    return {
      ...next,
      ...(preview.takeovers && { takeovers: preview.takeovers }),
    };
  };

  it('shows who changed it by hand, and does not overwrite it unasked', async () => {
    await editAs('somebody', POOL_PATCH, 0);
    const drifted = await cluster.until(desired, seen =>
      seen?.layers.some(({ drift }) => drift === 'Drifted')
        ? []
        : ['no drift seen'],
    );
    expect(drifted?.layers.flatMap(it => it.differences ?? [])).toEqual([
      {
        object: reference,
        path: POOL,
        desired: 1,
        observed: 0,
        manager: 'somebody',
        writtenAt: expect.any(String),
      },
    ]);
    await expect(cluster.rewrite(desired)).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining(`${POOL} by somebody`),
    });
  });

  it('takes over what was approved, and nothing that another took after that', async () => {
    const version = await approvedNext();
    await editAs('another', '/spec/topology/controlPlane/replicas', 3);
    const before = await cluster.ownWrite();
    await expect(cluster.write(version)).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringMatching(/controlPlane\/replicas by another;/),
    });
    expect(await cluster.ownWrite()).toEqual(before);
    expect((await cluster.live()).spec).toMatchObject({
      topology: { controlPlane: { replicas: 3 } },
    });

    desired = await approvedNext();
    expect(desired.takeovers).toEqual([
      {
        object: reference,
        path: '/spec/topology/controlPlane/replicas',
        manager: 'another',
      },
      { object: reference, path: POOL, manager: 'somebody' },
    ]);
    const observed = await cluster.reach(desired);
    expect(observed.machines).toHaveLength(2);
  });

  it('takes nothing a second time that was taken with approval once', async () => {
    await editAs('somebody', POOL_PATCH, 0);
    await expect(cluster.rewrite(desired)).rejects.toMatchObject({
      name: 'ProviderRefusedError',
    });
  });

  it('takes back what was changed where drift is to be corrected, and that alone', async () => {
    desired = withLayer(await approvedNext(), 'kubernetes', {
      driftMode: 'correct',
    });
    await cluster.reach(desired);
    await editAs('somebody', POOL_PATCH, 0);
    await cluster.until(desired, seen =>
      seen?.layers.some(({ drift }) => drift === 'Drifted')
        ? []
        : ['no drift seen'],
    );
    await cluster.rewrite(desired);
    const observed = await cluster.untilProven(desired);
    expect(observed.machines).toHaveLength(2);
    expect(observed.layers.map(({ drift }) => drift)).toEqual([
      'InSync',
      'InSync',
      'InSync',
    ]);
  });

  it('shows a pool that somebody took out, and brings it back', async () => {
    await cluster.lab.kubectl(
      'patch',
      `cluster/${cluster.name}`,
      `--namespace=${cluster.namespace}`,
      '--type=json',
      '--patch=[{"op":"remove","path":"/spec/topology/workers"}]',
    );
    const seen = await cluster.until(desired, observed =>
      observed?.layers.some(({ drift }) => drift === 'Drifted')
        ? []
        : ['no drift seen'],
    );
    expect(seen?.layers.flatMap(it => it.differences ?? [])).toEqual([
      {
        object: reference,
        path: '/spec/topology/workers/machineDeployments/general',
        desired: { name: 'general', replicas: 1 },
      },
    ]);
    await cluster.rewrite(desired);
    const observed = await cluster.untilProven(desired);
    expect(observed.machines).toHaveLength(2);
    expect(observed.layers.every(({ drift }) => drift === 'InSync')).toBe(true);
  });

  it('is held against a foreign portal, a late write and another cluster of its name', async () => {
    const before = await cluster.ownWrite();
    const other: DesiredState = {
      ...desired,
      cluster: { ...desired.cluster, uid: 'of-somebody-else' },
    };
    const attempts = [
      { desired, marks: cluster.marks({ instanceId: 'cloned-portal' }) },
      { desired, marks: cluster.marks({ revision: 1 }) },
      { desired: other, marks: cluster.marks({ revision: 99 }) },
    ];
    for (const attempt of attempts) {
      await expect(
        cluster.provider.apply({ ...attempt, files: labFiles }),
      ).rejects.toMatchObject({ name: 'HeldError' });
    }
    await expect(cluster.preview(other)).resolves.toMatchObject({
      findings: [{ severity: 'block', code: 'cluster-exists' }],
    });
    // Nothing is left of a cluster whose name another one has.
    await expect(
      cluster.provider.observe({ desired: other }),
    ).resolves.toBeUndefined();
    await cluster.provider.delete({ desired: other, marks: cluster.marks() });
    expect(await cluster.ownWrite()).toEqual(before);
  });

  it('shows that somebody deleted it, and what is left', async () => {
    await cluster.lab.kubectl(
      'delete',
      `cluster/${cluster.name}`,
      `--namespace=${cluster.namespace}`,
      '--wait=false',
    );
    const going = await cluster.provider.observe({ desired });
    expect(going).toMatchObject({ deleting: true });
    expect(going?.leftovers).toContain(`Cluster ${cluster.name}`);
    await expect(cluster.rewrite(desired)).rejects.toThrow('is being deleted');
    await cluster.untilGone(desired);
  });

  it('is created again, and deleted while it is half there', async () => {
    await cluster.write(desired);
    await cluster.until(desired, seen =>
      seen?.machines.length ? [] : ['no machine yet'],
    );
    desired = { ...desired, deleted: true };
    await cluster.delete(desired);
    await cluster.untilNothingIsLeft(desired);
    await expect(
      cluster.provider.observe({ desired }),
    ).resolves.toBeUndefined();
  });
});
