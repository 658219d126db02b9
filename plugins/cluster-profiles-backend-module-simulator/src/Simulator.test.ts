import { TestDatabases } from '@backstage/backend-test-utils';
import {
  aDesiredState,
  aLayer,
  aTarget,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createSimulator, TestClock } from './__testUtils__/createSimulator';
import { applyMigrations } from './database/applyMigrations';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Simulator on %p', databaseId => {
  let knex: Knex;
  const clock = new TestClock();

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    await applyMigrations(knex);
  }, 60_000);

  function setup(secondsPerStep = 0) {
    const uid = randomUUID();
    const desired = aDesiredState({ cluster: { uid, name: `c-${uid}` } });
    const marks = (revision: number) => ({
      instanceId: 'test',
      revision,
      idempotencyKey: `key-${revision}`,
    });
    const options = { knex, clock, secondsPerStep };
    return {
      desired,
      marks,
      uid,
      ...createSimulator(options),
      other: createSimulator(options),
    };
  }

  it('counts each idempotency key, and lets it take effect once', async () => {
    const { provider, engine, clusters, desired, marks, uid } = setup();
    await provider.apply({ desired, marks: marks(1) });
    await provider.apply({ desired, marks: marks(1) });
    const layer = aLayer({ name: 'cilium', kind: 'network' });
    const write = { cluster: desired, layer, marks: marks(1) };
    await engine.apply(write);
    await engine.apply(write);
    await engine.apply(write);
    await provider.delete({ desired, marks: marks(2) });
    await expect(clusters.listOperations(uid)).resolves.toMatchObject([
      { operation: 'apply', requested: 2, effective: 1, revision: 1 },
      {
        operation: 'apply-layer',
        subject: 'cilium',
        requested: 3,
        effective: 1,
      },
      { operation: 'delete', requested: 1, effective: 1, revision: 2 },
    ]);
  });

  it('records nothing of what it refuses', async () => {
    const { provider, clusters, desired, marks, uid } = setup();
    const even = {
      ...desired,
      nodePools: { ...desired.nodePools, controlPlane: { replicas: 2 } },
    };
    await expect(
      provider.apply({ desired: even, marks: marks(1) }),
    ).rejects.toThrow('cannot be an even number when etcd is stacked');
    await expect(clusters.listOperations(uid)).resolves.toEqual([]);
    await expect(provider.observe({ desired })).resolves.toBeUndefined();
  });

  it('takes writes of two backends at once', async () => {
    const { provider, other, engine, clusters, desired, marks, uid } = setup();
    await Promise.all([
      provider.apply({ desired, marks: marks(1) }),
      other.provider.apply({ desired, marks: marks(1) }),
    ]);
    const layers = ['a', 'b', 'c', 'd'].map(name =>
      aLayer({ name, kind: 'network' }),
    );
    await Promise.all(
      layers.flatMap((layer, index) => [
        (index % 2 ? engine : other.engine).apply({
          cluster: desired,
          layer,
          marks: marks(1),
        }),
        provider.observe({ desired }),
        other.provider.observe({ desired }),
      ]),
    );
    const observed = await engine.observe({ cluster: desired });
    expect(observed.map(({ name, health }) => [name, health])).toEqual(
      layers.map(({ name }) => [name, 'Healthy']),
    );
    await expect(other.engine.observe({ cluster: desired })).resolves.toEqual(
      observed,
    );
    const operations = await clusters.listOperations(uid);
    expect(operations.map(({ effective }) => effective)).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect(operations[0].requested).toBe(2);
  });

  it('does everything but take up the state at the next look without a delay', async () => {
    const { provider, desired, marks } = setup();
    await provider.apply({ desired, marks: marks(1) });
    await expect(provider.observe({ desired })).resolves.toMatchObject({
      current: true,
      apiReachable: true,
    });
  });

  it('takes up a new state only a moment later', async () => {
    const { provider, desired, marks } = setup(2);
    await provider.apply({ desired, marks: marks(1) });
    await expect(provider.observe({ desired })).resolves.toMatchObject({
      current: false,
    });
    clock.advance(2);
    await expect(provider.observe({ desired })).resolves.toMatchObject({
      current: true,
    });
  });

  it('does not bring back what was deleted, whoever is late', async () => {
    const { provider, desired, marks } = setup();
    await provider.delete({ desired, marks: marks(2) });
    await expect(
      provider.apply({ desired, marks: marks(1) }),
    ).rejects.toMatchObject({ name: 'HeldError' });
    await expect(provider.observe({ desired })).resolves.toBeUndefined();
  });

  it('takes no layer for a cluster that is not there or goes away', async () => {
    const { provider, engine, desired, marks } = setup(2);
    const write = { cluster: desired, layer: aLayer(), marks: marks(1) };
    await expect(engine.apply(write)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await provider.apply({ desired, marks: marks(1) });
    clock.advance(10);
    await provider.delete({ desired, marks: marks(2) });
    await expect(engine.apply(write)).rejects.toMatchObject({
      name: 'ProviderRefusedError',
    });
    await expect(
      provider.apply({ desired, marks: marks(2) }),
    ).rejects.toMatchObject({ name: 'ProviderRefusedError' });
  });

  it('does not answer while it is told to be unreachable', async () => {
    const { provider, engine, misbehaviours, desired, marks } = setup();
    await misbehaviours.put(
      { kind: 'unreachable', target: 'edge-lab' },
      clock.now(),
    );
    const there = {
      ...desired,
      target: { ...desired.target, name: 'edge-lab' },
    };
    const calls = [
      provider.preflight({ target: aTarget({ name: 'edge-lab' }) }),
      provider.preview({ desired: there }),
      provider.apply({ desired: there, marks: marks(1) }),
      provider.observe({ desired: there }),
      provider.delete({ desired: there, marks: marks(1) }),
      engine.observe({ cluster: there }),
      engine.apply({ cluster: there, layer: aLayer(), marks: marks(1) }),
      engine.prune({ cluster: there, layer: 'ingress', marks: marks(1) }),
    ];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({
        reason: { name: 'ProviderUnreachableError' },
      });
    }
    await expect(provider.observe({ desired })).resolves.toBeUndefined();
    await misbehaviours.removeAll();
    await expect(provider.observe({ desired: there })).resolves.toBeUndefined();
  });

  it('conflicts as often as it is told to', async () => {
    const { provider, misbehaviours, desired, marks } = setup();
    await misbehaviours.put(
      { kind: 'conflict', cluster: desired.cluster.name, remaining: 2 },
      clock.now(),
    );
    const apply = () => provider.apply({ desired, marks: marks(1) });
    await expect(apply()).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(apply()).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(apply()).resolves.toBeUndefined();
    await expect(misbehaviours.list()).resolves.toEqual([]);
  });

  it('deletes a cluster that hangs', async () => {
    const { provider, misbehaviours, desired, marks } = setup();
    await misbehaviours.put(
      { kind: 'hang', cluster: desired.cluster.name },
      clock.now(),
    );
    await provider.apply({ desired, marks: marks(1) });
    await expect(provider.observe({ desired })).resolves.toMatchObject({
      current: false,
      machines: [],
    });
    await provider.delete({ desired, marks: marks(2) });
    await expect(provider.observe({ desired })).resolves.toBeUndefined();
    await misbehaviours.removeAll();
  });

  it('previews what is really there', async () => {
    const { provider, desired, marks } = setup();
    await provider.apply({ desired, marks: marks(1) });
    await provider.observe({ desired });
    const upgraded = withLayer(desired, 'kubernetes', { version: '1.35.2' });
    await expect(
      provider.preview({ desired: upgraded }),
    ).resolves.toMatchObject({
      machinesReplaced: [
        { pool: 'controlPlane', count: 1 },
        { pool: 'general', count: 2 },
      ],
    });
  });
});
