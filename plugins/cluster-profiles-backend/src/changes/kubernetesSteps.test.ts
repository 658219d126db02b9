import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });
jest.setTimeout(60_000);

const PATH = ['1.34.3', '1.35.2', '1.36.1'];

describe('several Kubernetes minors in one change', () => {
  let world: World;

  /** On one database, so that one portal goes on where the one before ended. */
  async function open() {
    const knex = await databases.init('SQLITE_3');
    return async (secondsPerStep: number) => {
      world = await startWorld({
        knex,
        config: { simulator: { secondsPerStep } },
      });
      return world;
    };
  }

  afterEach(() => world?.stop());

  const publish = (through?: string[]) =>
    world.publish({ version: '1.2.0', kubernetes: '1.36.1', through });

  it('are refused where the profile names no version between', async () => {
    await (
      await open()
    )(0);
    await world.publish();
    await publish();
    await world.apply(world.create());
    const change = await world.propose('alice', {
      kind: 'upgrade',
      cluster: 'payments',
      version: '1.2.0',
    });
    expect(change).toMatchObject({
      state: 'rejected',
      plan: {
        findings: expect.arrayContaining([
          expect.objectContaining({
            severity: 'block',
            code: 'kubernetes-skips-minor',
          }),
        ]),
      },
    });
    expect(change.plan!.desired).not.toHaveProperty('kubernetesPath');
  });

  it('are gone step by step, by whichever portal is there', async () => {
    const start = await open();
    await start(0);
    await world.publish();
    await publish(['1.35.2']);
    await world.apply(world.create());
    await world.stop();

    await start(0.3);
    const change = await world.propose('alice', {
      kind: 'upgrade',
      cluster: 'payments',
      version: '1.2.0',
    });
    expect(change.plan).toMatchObject({
      kubernetesPath: PATH,
      desired: { kubernetesPath: PATH },
      rollbackClass: 'forward-only',
    });
    await world.until(change.id, (_, { steps: now }) =>
      now.some(
        ({ id, state }) => id === 'kubernetes/1.35.2' && state === 'done',
      ),
    );
    await world.stop();

    await start(0.05);
    const applied = await world.until(change.id, state => state === 'applied');
    expect(
      applied.steps.filter(({ id }) => id.startsWith('kubernetes/')),
    ).toMatchObject([
      { title: 'Kubernetes 1.35.2, step 1 of 2', state: 'done' },
      { title: 'Kubernetes 1.36.1, step 2 of 2', state: 'done' },
    ]);
    const cluster = await world.cluster();
    expect(cluster).toMatchObject({
      phase: 'ready',
      kubernetesVersion: '1.36.1',
      desired: { kubernetesPath: PATH },
    });
    // The next change starts from there.
    const resized = await world.apply({
      kind: 'resize',
      cluster: 'payments',
      workers: { general: 3 },
    });
    expect(resized.plan!.desired).not.toHaveProperty('kubernetesPath');
  });
});
