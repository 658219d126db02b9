/* eslint-disable jest/no-export, jest/no-standalone-expect, jest/valid-title, jest/expect-expect -- a suite for others to register, not a test file */
import { randomUUID } from 'node:crypto';
import {
  hasBlocker,
  layerDigest,
  type DesiredState,
  type LayerKind,
  type ObservedCluster,
  type Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ClusterProvider,
  ProfileFiles,
  WriteMarks,
} from '../ClusterProvider';
import { aDesiredState, noFiles, targetSnapshot, withLayer } from './builders';

/** A provider ready for one test. @public */
export interface ProviderUnderTest {
  provider: ClusterProvider;
  /** Where the provider may create clusters. */
  target: Target;
  /** Bundles that the desired state refers to; none if absent. */
  files?: ProfileFiles;
  /** Lets time pass until things can move. */
  advance(): Promise<void>;
  /** Brings the network layers of a cluster whose API answers, where workers wait for them. */
  deliverNetwork?(desired: DesiredState): Promise<void>;
  cleanup(): Promise<void>;
}

/** @public */
export interface ClusterProviderContractOptions {
  create(): Promise<ProviderUnderTest>;
  /** A small desired state that the provider can bring about; `aDesiredState` on the target if absent. */
  desired?(target: Target): DesiredState;
  /** Versions to move between; must be at one minor's distance each. */
  kubernetes?: { current: string; next: string; afterNext: string };
  /** The provider itself holds workers back until the network is healthy. */
  enforcesNetworkBeforeWorkers?: boolean;
  /** Calls of `advance` after which something that should have happened counts as missing; 100. */
  maxRounds?: number;
  /** Milliseconds for each test; 30,000. */
  timeout?: number;
}

/**
 * What must hold for every `ClusterProvider`. Call it inside a `describe` of a jest test.
 * @public
 */
export function clusterProviderContract(
  options: ClusterProviderContractOptions,
): void {
  const {
    kubernetes = { current: '1.34.2', next: '1.35.2', afterNext: '1.36.0' },
    enforcesNetworkBeforeWorkers = false,
    maxRounds = 100,
    timeout = 30_000,
  } = options;

  describe('cluster provider contract', () => {
    let subject: ProviderUnderTest;
    let provider: ClusterProvider;
    let files: ProfileFiles;
    let desired: DesiredState;
    const instanceId = 'contract';

    beforeEach(async () => {
      subject = await options.create();
      provider = subject.provider;
      files = subject.files ?? noFiles;
      desired = unique(
        options.desired?.(subject.target) ??
          aDesiredState({ target: targetSnapshot(subject.target) }),
      );
      desired = kubernetesAt(desired, kubernetes.current);
    }, timeout);

    afterEach(() => subject?.cleanup(), timeout);

    const holds = (name: string, test: () => Promise<void>) =>
      it(name, test, timeout);

    /** Advances until the observed state is as wanted. */
    async function until(
      wanted: (observed: ObservedCluster | undefined) => boolean,
      state: DesiredState = desired,
    ): Promise<ObservedCluster | undefined> {
      let networkDelivered = false;
      for (let round = 0; round < maxRounds; round++) {
        const observed = await provider.observe({ desired: state });
        if (wanted(observed)) {
          return observed;
        }
        if (observed?.apiReachable && !state.deleted && !networkDelivered) {
          await subject.deliverNetwork?.(state);
          networkDelivered = true;
        }
        await subject.advance();
      }
      const last = await provider.observe({ desired: state });
      throw new Error(
        `Not reached after ${maxRounds} rounds: ${JSON.stringify(last)}`,
      );
    }

    async function reach(
      state: DesiredState,
      writeMarks: WriteMarks,
    ): Promise<ObservedCluster> {
      await provider.apply({ files, desired: state, marks: writeMarks });
      const observed = await until(
        seen =>
          reached(seen, state, provider.layerKinds) &&
          seen?.revision === writeMarks.revision,
        state,
      );
      return observed!;
    }

    function marks(revision: number): WriteMarks {
      return {
        instanceId,
        revision,
        idempotencyKey: `${desired.cluster.uid}/${revision}`,
      };
    }

    /** Runs rounds in which nothing may move. */
    async function letTimePass(state: DesiredState = desired) {
      for (let round = 0; round < 5; round++) {
        await provider.observe({ desired: state });
        await subject.advance();
      }
      return provider.observe({ desired: state });
    }

    holds('finds nothing missing on its target', async () => {
      expect(
        hasBlocker(await provider.preflight({ target: subject.target })),
      ).toBe(false);
    });

    holds('sees nothing before the first apply', async () => {
      await expect(provider.observe({ desired })).resolves.toBeUndefined();
    });

    holds('writes nothing in a preview', async () => {
      const preview = await provider.preview({ files, desired });
      expect(preview.objects.created.length).toBeGreaterThan(0);
      expect(preview.machinesReplaced).toEqual([]);
      expect(hasBlocker(preview.findings)).toBe(false);
      await expect(provider.preview({ files, desired })).resolves.toEqual(
        preview,
      );
      await subject.advance();
      await expect(provider.observe({ desired })).resolves.toBeUndefined();
    });

    holds('reaches versions and counts, and gives marks back', async () => {
      const observed = await reach(desired, marks(1));
      expect(observed).toMatchObject({
        instanceId,
        revision: 1,
        current: true,
        apiReachable: true,
        deleting: false,
        paused: false,
      });
      expect(observed.apiServer?.url).toMatch(/^https:/);
    });

    holds('does not claim to be there before it is', async () => {
      await provider.apply({ files, desired, marks: marks(1) });
      const observed = await provider.observe({ desired });
      expect(reached(observed, desired, provider.layerKinds)).toBe(false);
    });

    holds('replaces nothing when applied twice', async () => {
      await provider.apply({ files, desired, marks: marks(1) });
      const before = await reach(desired, marks(1));
      await provider.apply({ files, desired, marks: marks(1) });
      await provider.apply({
        files,
        desired,
        marks: { ...marks(1), idempotencyKey: 'another attempt' },
      });
      const after = await letTimePass();
      expect(names(after)).toEqual(names(before));
      expect(reached(after, desired, provider.layerKinds)).toBe(true);
    });

    holds('replaces nothing when only the order differs', async () => {
      const pools: DesiredState = {
        ...desired,
        nodePools: {
          ...desired.nodePools,
          workers: [
            { name: 'batch', replicas: 1 },
            ...desired.nodePools.workers,
          ],
        },
      };
      const before = await reach(pools, marks(1));
      const reordered: DesiredState = {
        ...pools,
        layers: [...pools.layers].reverse(),
        nodePools: {
          ...pools.nodePools,
          workers: [...pools.nodePools.workers].reverse(),
        },
      };
      const preview = await provider.preview({
        files,
        desired: reordered,
        current: pools,
      });
      expect(preview.machinesReplaced).toEqual([]);
      await reach(reordered, marks(2));
      expect(names(await letTimePass(reordered))).toEqual(names(before));
    });

    holds('adds and removes machines when resized', async () => {
      const before = await reach(desired, marks(1));
      const resized = (extra: number): DesiredState => ({
        ...desired,
        nodePools: {
          ...desired.nodePools,
          workers: desired.nodePools.workers.map(pool => ({
            ...pool,
            replicas: pool.replicas + extra,
          })),
        },
      });
      const preview = await provider.preview({
        files,
        desired: resized(1),
        current: desired,
      });
      expect(preview.machinesReplaced).toEqual([]);
      const larger = await reach(resized(1), marks(2));
      expect(names(larger)).toEqual(expect.arrayContaining(names(before)));
      await reach(resized(-1), marks(3));
    });

    holds('upgrades, and its preview names every machine', async () => {
      const before = await reach(desired, marks(1));
      const upgraded = kubernetesAt(desired, kubernetes.next);
      const preview = await provider.preview({
        files,
        desired: upgraded,
        current: desired,
      });
      expect(hasBlocker(preview.findings)).toBe(false);
      expect(preview.objects.changed.length).toBeGreaterThan(0);
      const after = await reach(upgraded, marks(2));
      for (const [pool, count] of replaced(before, after)) {
        const announced = preview.machinesReplaced
          .filter(entry => entry.pool === pool)
          .reduce((sum, entry) => sum + entry.count, 0);
        expect(announced).toBeGreaterThanOrEqual(count);
      }
    });

    it.each([
      ['a downgrade', kubernetes.next, kubernetes.current],
      ['a skipped minor', kubernetes.current, kubernetes.afterNext],
    ])(
      'refuses %s of Kubernetes and changes nothing',
      async (_, from, to) => {
        const running = kubernetesAt(desired, from);
        const before = await reach(running, marks(1));
        const refused = kubernetesAt(desired, to);
        const preview = await provider.preview({
          files,
          desired: refused,
          current: running,
        });
        const refusal = await provider
          .apply({ files, desired: refused, marks: marks(2) })
          .then(
            () => undefined,
            error => error,
          );
        expect(hasBlocker(preview.findings)).toBe(true);
        expect(refusal).toMatchObject({
          name: 'ProviderRefusedError',
          message: expect.stringContaining(to),
        });
        const after = await letTimePass(running);
        expect(after?.revision).toBe(1);
        expect(names(after)).toEqual(names(before));
        expect(reached(after, running, provider.layerKinds)).toBe(true);
      },
      timeout,
    );

    it.each([
      ['a lower revision', { revision: 1 }],
      ['a foreign installation', { instanceId: 'foreign', revision: 3 }],
    ])(
      'holds against %s and changes nothing',
      async (_, foreign) => {
        const before = await reach(desired, marks(2));
        const changed: DesiredState = {
          ...desired,
          nodePools: { ...desired.nodePools, workers: [] },
        };
        const late = {
          ...marks(2),
          ...foreign,
          idempotencyKey: 'late',
        };
        await expect(
          provider.apply({ files, desired: changed, marks: late }),
        ).rejects.toMatchObject({ name: 'HeldError' });
        await expect(
          provider.delete({ desired, marks: late }),
        ).rejects.toMatchObject({ name: 'HeldError' });
        const after = await letTimePass();
        expect(after).toMatchObject({
          instanceId,
          revision: 2,
          deleting: false,
        });
        expect(names(after)).toEqual(names(before));
      },
      timeout,
    );

    holds('deletes until nothing is left, and again', async () => {
      await reach(desired, marks(1));
      const deleted: DesiredState = { ...desired, deleted: true };
      await provider.delete({ desired: deleted, marks: marks(2) });
      const observed = await provider.observe({ desired: deleted });
      // What is deleted at once has nothing left to say.
      expect(observed?.deleting ?? true).toBe(true);
      await provider.delete({ desired: deleted, marks: marks(2) });
      await until(seen => seen === undefined, deleted);
      await provider.delete({ desired: deleted, marks: marks(2) });
      await expect(letTimePass(deleted)).resolves.toBeUndefined();
    });

    holds('deletes a cluster that is only half there', async () => {
      await provider.apply({ files, desired, marks: marks(1) });
      await provider.observe({ desired });
      const deleted: DesiredState = { ...desired, deleted: true };
      await provider.delete({ desired: deleted, marks: marks(2) });
      await until(seen => seen === undefined, deleted);
    });

    holds('takes the deletion of what does not exist for done', async () => {
      await provider.delete({ desired, marks: marks(1) });
      await expect(provider.observe({ desired })).resolves.toBeUndefined();
    });

    holds('takes up a pause, in which nothing progresses', async () => {
      const before = await reach(desired, marks(1));
      const paused: DesiredState = {
        ...desired,
        paused: true,
        nodePools: {
          ...desired.nodePools,
          workers: desired.nodePools.workers.map(pool => ({
            ...pool,
            replicas: pool.replicas + 1,
          })),
        },
      };
      await provider.apply({ files, desired: paused, marks: marks(2) });
      await until(seen => Boolean(seen?.paused && seen.current), paused);
      expect(names(await letTimePass(paused))).toEqual(names(before));
      await reach({ ...paused, paused: false }, marks(3));
    });

    if (enforcesNetworkBeforeWorkers) {
      holds('has no ready worker before the network is healthy', async () => {
        await provider.apply({ files, desired, marks: marks(1) });
        let observed: ObservedCluster | undefined;
        for (let round = 0; round < 20; round++) {
          observed = await provider.observe({ desired });
          await subject.advance();
        }
        expect(observed?.apiReachable).toBe(true);
        const workers = observed!.machines.filter(isWorker);
        expect(workers.length).toBeGreaterThan(0);
        expect(workers.filter(machine => machine.ready)).toEqual([]);
        await reach(desired, marks(1));
      });
    }
  });
}

/** Names and UIDs of clusters are never reused between tests: a real management cluster outlives them. */
function unique(desired: DesiredState): DesiredState {
  const uid = randomUUID();
  return {
    ...desired,
    cluster: {
      ...desired.cluster,
      uid,
      name: `${desired.cluster.name}-${uid.slice(0, 8)}`,
    },
  };
}

function kubernetesAt(desired: DesiredState, version: string): DesiredState {
  const layer = desired.layers.find(({ kind }) => kind === 'kubernetes');
  return layer ? withLayer(desired, layer.name, { version }) : desired;
}

function isWorker(machine: { pool: string }): boolean {
  return machine.pool !== 'controlPlane';
}

function names(observed: ObservedCluster | undefined): string[] {
  return (observed?.machines ?? []).map(machine => machine.name).sort();
}

/** Machines that went while others of their pool came, by pool. */
function replaced(
  before: ObservedCluster,
  after: ObservedCluster,
): Map<string, number> {
  const left = new Set(names(after));
  const counts = new Map<string, number>();
  for (const machine of before.machines) {
    if (!left.has(machine.name)) {
      counts.set(machine.pool, (counts.get(machine.pool) ?? 0) + 1);
    }
  }
  return counts;
}

/** The proof that a state is there, from what is observed alone. */
function reached(
  observed: ObservedCluster | undefined,
  desired: DesiredState,
  layerKinds: readonly LayerKind[],
): boolean {
  if (!observed?.current || !observed.apiReachable || observed.deleting) {
    return false;
  }
  const version = desired.layers.find(
    ({ kind }) => kind === 'kubernetes',
  )?.version;
  const pools = [
    {
      name: 'controlPlane',
      replicas: desired.nodePools.controlPlane.replicas,
    },
    ...desired.nodePools.workers,
  ];
  const expected = pools.reduce((sum, pool) => sum + pool.replicas, 0);
  return (
    observed.machines.length === expected &&
    pools.every(
      pool =>
        observed.machines.filter(
          machine =>
            machine.pool === pool.name &&
            machine.ready &&
            machine.upToDate &&
            !machine.deleting &&
            (version === undefined || machine.kubernetesVersion === version),
        ).length === pool.replicas,
    ) &&
    desired.layers
      .filter(layer => layerKinds.includes(layer.kind))
      .every(layer =>
        observed.layers.some(
          seen =>
            seen.name === layer.name &&
            seen.version === layer.version &&
            seen.digest === layerDigest(layer) &&
            seen.health === 'Healthy',
        ),
      )
  );
}
