import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

describe('a provider that misbehaves', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({
      config: {
        reconciler: { convergingSeconds: 0.05, restingSeconds: 0.2 },
        simulator: { secondsPerStep: 0.05 },
      },
    });
    await world.publish();
  });

  const misbehave = async (body: object) => {
    const response = await request(world.server)
      .put('/api/cluster-profiles/simulator/misbehaviours')
      .set('Authorization', mockCredentials.user.header('user:default/paula'))
      .send(body);
    expect(response.status).toBeLessThan(300);
  };
  const behave = () =>
    request(world.server)
      .delete('/api/cluster-profiles/simulator/misbehaviours')
      .set('Authorization', mockCredentials.user.header('user:default/paula'));
  const untilCluster = async (
    name: string,
    test: (cluster: Awaited<ReturnType<World['cluster']>>) => boolean,
  ) => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const cluster = await world.cluster(name);
      if (test(cluster)) return cluster;
      if (Date.now() > deadline) {
        throw new Error(`${cluster.phase}: ${cluster.phaseReason}`);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };

  afterEach(behave);

  it('reports drift by layer and leaves it alone in mode report', async () => {
    await world.apply(world.create({ cluster: 'report' }));
    await misbehave({
      kind: 'drift-layer',
      cluster: 'report',
      layer: 'metrics-server',
    });
    const drifted = await untilCluster(
      'report',
      ({ drift }) => drift === 'Drifted',
    );
    const layer = drifted.layers.find(({ name }) => name === 'metrics-server');
    expect(layer?.observed).toMatchObject({
      drift: 'Drifted',
      differences: [expect.objectContaining({ manager: expect.any(String) })],
    });
    const { body } = await world.as('alice')('get', '/clusters/report/drift');
    expect(body.layers.map(({ name }: { name: string }) => name)).toEqual([
      'metrics-server',
    ]);
    const list = await world.as('alice')('get', '/clusters?withIssues=true');
    expect(list.body.items.map(({ name }: { name: string }) => name)).toEqual([
      'report',
    ]);
  });

  it('corrects drift in mode correct', async () => {
    await world.apply(
      world.create({
        cluster: 'correct',
        driftModes: { 'metrics-server': 'correct' },
      }),
    );
    await misbehave({
      kind: 'drift-layer',
      cluster: 'correct',
      layer: 'metrics-server',
    });
    const { uid } = await world.cluster('correct');
    const applied = async () => {
      const { body } = await request(world.server)
        .get('/api/cluster-profiles/simulator/operations')
        .query({ cluster: uid })
        .set(
          'Authorization',
          mockCredentials.user.header('user:default/paula'),
        );
      return body.items.filter(
        (item: { operation: string; subject: string }) =>
          item.operation === 'apply-layer' && item.subject === 'metrics-server',
      );
    };
    const deadline = Date.now() + 15_000;
    while ((await applied()).length < 2) {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await untilCluster(
      'correct',
      ({ drift, phase }) => drift === 'InSync' && phase === 'ready',
    );
  });

  it('turns unknown while the provider does not answer, removes nothing, and comes back', async () => {
    await world.apply(world.create({ cluster: 'silent' }));
    await misbehave({ kind: 'unreachable', cluster: 'silent' });
    const unknown = await untilCluster(
      'silent',
      ({ phase }) => phase === 'unknown',
    );
    expect(unknown.observed).toBeDefined();
    expect(unknown.revision).toBe(1);
    await behave();
    await untilCluster('silent', ({ phase }) => phase === 'ready');
  });

  it('deletes a cluster that hangs, superseding its creation', async () => {
    await misbehave({ kind: 'hang', cluster: 'hanging' });
    const creation = await world.propose(
      'alice',
      world.create({ cluster: 'hanging' }),
    );
    await world.until(creation.id, state => state === 'applying');
    const deletion = await world.propose('alice', {
      kind: 'delete',
      cluster: 'hanging',
    });
    await world.until(deletion.id, state => state === 'applied');
    expect(
      await world.until(creation.id, state => state === 'superseded'),
    ).toMatchObject({
      supersededBy: deletion.id,
    });
    expect(await world.cluster('hanging')).toMatchObject({ phase: 'deleted' });
  });

  it('shows a step that fails with its reason', async () => {
    await misbehave({
      kind: 'fail-step',
      cluster: 'failing',
      layer: 'rook',
      message: 'no disks found',
    });
    const creation = await world.propose(
      'alice',
      world.create({ cluster: 'failing' }),
    );
    const cluster = await untilCluster('failing', ({ layers }) =>
      layers.some(({ observed }) => observed?.health === 'Degraded'),
    );
    expect(JSON.stringify(cluster)).toContain('no disks found');
    await behave();
    await world.until(creation.id, state => state === 'applied');
  });

  it('tries again after a conflict', async () => {
    await misbehave({ kind: 'conflict', cluster: 'conflict', times: 2 });
    const creation = await world.propose(
      'alice',
      world.create({ cluster: 'conflict' }),
    );
    const applied = await world.until(
      creation.id,
      state => state === 'applied',
    );
    expect(applied.revision).toBe(1);
  });
});
