import { startWorld } from './__testUtils__/startWorld';

describe('clusterProfilesPlugin', () => {
  it('carries a cluster from request to deletion', async () => {
    const world = await startWorld();
    await world.publish();
    await world.publish({ version: '1.1.0', kubernetes: '1.35.2' });

    const created = await world.apply(world.create());
    expect(created).toMatchObject({ state: 'applied', revision: 1 });
    expect(await world.cluster()).toMatchObject({
      phase: 'ready',
      behind: 1,
      kubernetesVersion: '1.34.3',
      drift: 'InSync',
    });

    await world.apply({
      kind: 'resize',
      cluster: 'payments',
      workers: { general: 3 },
    });
    expect((await world.cluster()).desired?.parameters.base).toEqual({
      workers: 3,
    });

    const upgraded = await world.apply({
      kind: 'upgrade',
      cluster: 'payments',
      version: '1.1.0',
    });
    expect(upgraded.plan).toMatchObject({
      rollbackClass: 'forward-only',
      kubernetesPath: ['1.34.3', '1.35.2'],
    });
    expect(await world.cluster()).toMatchObject({
      phase: 'ready',
      behind: 0,
      kubernetesVersion: '1.35.2',
      desired: { parameters: { base: { workers: 3 } } },
    });

    await world.apply({ kind: 'delete', cluster: 'payments' });
    expect(await world.cluster()).toMatchObject({ phase: 'deleted' });
  }, 60_000);
});
