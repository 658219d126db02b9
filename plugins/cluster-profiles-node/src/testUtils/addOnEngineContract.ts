/* eslint-disable jest/no-export, jest/no-standalone-expect, jest/valid-title, jest/expect-expect -- a suite for others to register, not a test file */
import { randomUUID } from 'node:crypto';
import {
  layerDigest,
  type DesiredLayer,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { AddOnEngine, EngineCluster } from '../AddOnEngine';
import type { WriteMarks } from '../ClusterProvider';
import type { SourceBytes } from '../SourceBytes';
import { aLayer, noBytes } from './builders';
import type { DeliveryAccess } from '../DeliveryAccess';

/** An engine ready for one test. @public */
export interface EngineUnderTest {
  engine: AddOnEngine;
  /** A cluster whose API answers and whose nodes are ready. */
  cluster: EngineCluster;
  /** Those of the layers; none if absent. */
  bytes?: SourceBytes;
  /** Lets time pass until things can move. */
  advance(): Promise<void>;
  /** Of an engine that has to be told of its clusters: how it gets to this one. It was registered with it. */
  access?: DeliveryAccess;
  /** Makes one layer fail, where the environment can. */
  breakLayer?(layer: string): Promise<void>;
  cleanup(): Promise<void>;
}

/** @public */
export interface AddOnEngineContractOptions {
  create(): Promise<EngineUnderTest>;
  /** Two small layers that the engine can bring about; two versions and two values each. */
  layer?(
    name: 'first' | 'second',
    overrides: Partial<DesiredLayer>,
  ): DesiredLayer;
  /** Two versions of these layers; 1.0.0 and 1.1.0. */
  versions?: [string, string];
  /** Values that differ from none. */
  otherValues?: DesiredLayer['values'];
  /** Calls of `advance` after which something that should have happened counts as missing; 50. */
  maxRounds?: number;
  /** Milliseconds for each test; 30,000. */
  timeout?: number;
}

/**
 * What must hold for every `AddOnEngine`. Call it inside a `describe` of a jest test.
 * @public
 */
export function addOnEngineContract(options: AddOnEngineContractOptions): void {
  const {
    layer: build = (name, overrides) => aLayer({ name, ...overrides }),
    versions: [version, newerVersion] = ['1.0.0', '1.1.0'],
    otherValues = { replicas: 2 },
    maxRounds = 50,
    timeout = 30_000,
  } = options;

  describe('add-on engine contract', () => {
    let subject: EngineUnderTest;
    let engine: AddOnEngine;
    let cluster: EngineCluster;
    let bytes: SourceBytes;
    let first: DesiredLayer;
    let second: DesiredLayer;

    beforeEach(async () => {
      subject = await options.create();
      ({ engine, cluster, bytes = noBytes } = subject);
      first = build('first', { version });
      second = build('second', { version });
    }, timeout);

    afterEach(() => subject?.cleanup(), timeout);

    const holds = (name: string, test: () => Promise<void>) =>
      it(name, test, timeout);

    function marks(revision: number): WriteMarks {
      return {
        instanceId: 'contract',
        revision,
        idempotencyKey: randomUUID(),
      };
    }

    async function see(
      layer: DesiredLayer,
    ): Promise<ObservedLayer | undefined> {
      const layers = await engine.observe({ cluster });
      return layers.find(({ name }) => name === layer.name);
    }

    async function until(
      wanted: () => Promise<boolean>,
      what: string,
    ): Promise<void> {
      for (let round = 0; round < maxRounds; round++) {
        if (await wanted()) {
          return;
        }
        await subject.advance();
      }
      const last = JSON.stringify(await engine.observe({ cluster }));
      throw new Error(`${what}: not after ${maxRounds} rounds: ${last}`);
    }

    async function reach(layer: DesiredLayer, revision: number): Promise<void> {
      await engine.apply({ cluster, layer, bytes, marks: marks(revision) });
      await until(async () => {
        const seen = await see(layer);
        return (
          seen?.version === layer.version &&
          seen.digest === layerDigest(layer) &&
          seen.health === 'Healthy'
        );
      }, `${layer.name} healthy`);
    }

    async function letTimePass(): Promise<void> {
      for (let round = 0; round < 5; round++) {
        await engine.observe({ cluster });
        await subject.advance();
      }
    }

    holds('renders the same objects each time and writes nothing', async () => {
      const before = await engine.observe({ cluster });
      const objects = await engine.render({ cluster, layer: first, bytes });
      expect(objects.length).toBeGreaterThan(0);
      expect(objects).toEqual([...objects].sort());
      await expect(
        engine.render({ cluster, layer: first, bytes }),
      ).resolves.toEqual(objects);
      await letTimePass();
      await expect(engine.observe({ cluster })).resolves.toEqual(before);
    });

    holds(
      'previews what comes, stays, changes and goes, and writes nothing',
      async () => {
        if (!engine.preview) {
          return;
        }
        const preview = async (sides: {
          layer?: DesiredLayer;
          before?: DesiredLayer;
        }) => {
          const found = await engine.preview!({ cluster, bytes, ...sides });
          const actions = found?.objects.map(({ action }) => action);
          return found && { ...found, actions: [...new Set(actions)] };
        };
        const seen = await engine.observe({ cluster });
        const comes = await preview({ layer: first });
        if (!comes) {
          // It cannot tell here, and says so.
          expect(
            engine.remarks?.({
              cluster,
              layer: first,
              bytes,
              withoutPreview: true,
            }),
          ).toEqual(
            expect.arrayContaining([
              expect.objectContaining({ severity: 'warn' }),
            ]),
          );
          return;
        }
        expect(comes.actions).toEqual(['added']);
        expect(comes.brings.length).toBeGreaterThan(0);
        await expect(preview({ layer: first })).resolves.toEqual(comes);

        const stays = await preview({ before: first, layer: first });
        expect(stays).toMatchObject({ objects: [], brings: comes.brings });
        const newer = build('first', { version: newerVersion });
        const changes = await preview({ before: first, layer: newer });
        expect(changes?.actions).toContain('changed');
        changes?.objects.forEach(({ action, fields }) =>
          expect(fields?.length ?? 0).toBeGreaterThanOrEqual(
            action === 'changed' ? 1 : 0,
          ),
        );
        const goes = await preview({ before: first });
        expect(goes?.actions).toContain('removed');
        expect(goes?.brings).toEqual([]);
        await letTimePass();
        await expect(engine.observe({ cluster })).resolves.toEqual(seen);
      },
    );

    holds('names the version only once it is proven', async () => {
      await engine.apply({ cluster, layer: first, bytes, marks: marks(1) });
      const accepted = await see(first);
      expect(accepted?.health).not.toBe('Healthy');
      expect(accepted?.version).toBeUndefined();
      await reach(first, 1);
      await expect(see(first)).resolves.toMatchObject({
        version,
        digest: layerDigest(first),
        drift: 'InSync',
      });
    });

    holds('changes nothing when applied twice', async () => {
      const twice = marks(1);
      await engine.apply({ cluster, layer: first, bytes, marks: twice });
      await reach(first, 1);
      const before = await see(first);
      await engine.apply({ cluster, layer: first, bytes, marks: twice });
      await engine.apply({ cluster, layer: first, bytes, marks: marks(2) });
      await expect(see(first)).resolves.toEqual(before);
      await letTimePass();
      await expect(see(first)).resolves.toEqual(before);
    });

    holds('moves the digest when values change', async () => {
      await reach(first, 1);
      const changed: DesiredLayer = { ...first, values: otherValues };
      expect(layerDigest(changed)).not.toBe(layerDigest(first));
      await reach(changed, 2);
    });

    holds('keeps the old version until the new one is proven', async () => {
      await reach(first, 1);
      const newer = build('first', { version: newerVersion });
      await engine.apply({ cluster, layer: newer, bytes, marks: marks(2) });
      const accepted = await see(newer);
      expect(accepted?.version).not.toBe(newerVersion);
      await reach(newer, 2);
    });

    holds('prunes, twice too, and leaves other layers alone', async () => {
      await reach(first, 1);
      await reach(second, 1);
      const other = await see(second);
      const prune = { cluster, layer: first.name, marks: marks(2) };
      await engine.prune(prune);
      await engine.prune(prune);
      await until(async () => !(await see(first)), 'first layer gone');
      await engine.prune({ ...prune, marks: marks(2) });
      await expect(see(second)).resolves.toEqual(other);
    });

    holds(
      'abandons a layer, twice too, and leaves other layers alone',
      async () => {
        await reach(first, 1);
        await reach(second, 1);
        const other = await see(second);
        const abandon = { cluster, layer: first.name, abandon: true };
        await engine.prune({ ...abandon, marks: marks(2) });
        await until(async () => !(await see(first)), 'first layer gone');
        await engine.prune({ ...abandon, marks: marks(2) });
        await expect(see(second)).resolves.toEqual(other);
      },
    );

    holds('registers a cluster anew, and forgets it', async () => {
      const { access } = subject;
      if (!access) {
        expect(engine.register).toBeUndefined();
        return;
      }
      const before = await engine.registration!({ cluster });
      expect(before!.renewAt > before!.registeredAt).toBe(true);
      expect(before!.renewAt < access.expiresAt).toBe(true);
      await subject.advance();
      await engine.register!({ cluster, access, marks: marks(2) });
      const after = await engine.registration!({ cluster });
      expect(after!.registeredAt > before!.registeredAt).toBe(true);
      // Layers go on.
      await reach(first, 2);
      await expect(
        engine.register!({
          cluster,
          access,
          marks: { ...marks(3), instanceId: 'foreign' },
        }),
      ).rejects.toMatchObject({ name: 'HeldError' });
      await expect(engine.registration!({ cluster })).resolves.toEqual(after);

      await engine.prune({ cluster, layer: first.name, marks: marks(3) });
      await until(async () => !(await see(first)), 'first layer gone');
      await engine.unregister!({ cluster, marks: marks(3) });
      await engine.unregister!({ cluster, marks: marks(3) });
      await expect(engine.registration!({ cluster })).resolves.toBeUndefined();
    });

    holds('takes the pruning of what is not there for done', async () => {
      await engine.prune({ cluster, layer: 'never-there', marks: marks(1) });
    });

    holds('lists layers that are no longer desired', async () => {
      await reach(first, 1);
      await reach(second, 2);
      const names = (await engine.observe({ cluster })).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([first.name, second.name]));
    });

    it.each([
      ['a lower revision', { revision: 1 }],
      ['a foreign installation', { instanceId: 'foreign', revision: 3 }],
    ])(
      'holds against %s and changes nothing',
      async (_, foreign) => {
        await reach(first, 2);
        const before = await see(first);
        const late = { ...marks(2), ...foreign };
        await expect(
          engine.apply({
            cluster,
            layer: { ...first, values: otherValues },
            bytes,
            marks: late,
          }),
        ).rejects.toMatchObject({ name: 'HeldError' });
        await expect(
          engine.prune({ cluster, layer: first.name, marks: late }),
        ).rejects.toMatchObject({ name: 'HeldError' });
        await letTimePass();
        await expect(see(first)).resolves.toEqual(before);
      },
      timeout,
    );

    holds('lets other layers go on when one fails', async () => {
      if (subject.breakLayer) {
        await subject.breakLayer(first.name);
        await engine.apply({ cluster, layer: first, bytes, marks: marks(1) });
        await until(async () => {
          const seen = await see(first);
          return seen?.health === 'Degraded' && Boolean(seen.message);
        }, 'first layer degraded, with a message');
      } else {
        const broken = { ...first, version: '0.0.0-does-not-exist' };
        // An engine may refuse at once what cannot be.
        await engine
          .apply({ cluster, layer: broken, bytes, marks: marks(1) })
          .catch(() => {});
      }
      await reach(second, 1);
      expect((await see(first))?.version).toBeUndefined();
    });
  });
}
