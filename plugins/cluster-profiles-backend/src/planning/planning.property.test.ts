import type {
  ClusterProfileSpec,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import fc from 'fast-check';
import {
  aVersion,
  createRequest,
  existingFacts,
  newFacts,
} from './__testUtils__/builders';
import { fakeEngine, fakeProvider } from './__testUtils__/fakeProvider';
import { decideClusterPlan } from './decideClusterPlan';
import { finishPlan } from './finishPlan';
import { gatherAnswers } from './gatherAnswers';
import { resolveDesired } from './resolveDesired';
import type { PlanningFacts } from './types';

const CORE = ['os', 'kubernetes', 'network', 'storage'] as const;
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
// No `${{`: what substitution does is tested elsewhere.
const value = fc
  .jsonValue({ maxDepth: 2 })
  .filter(json => !JSON.stringify(json).includes('${{'));

/** A valid profile: add-ons depend on core layers and on add-ons before them. */
const aSpec = fc
  .record({
    addOns: fc.subarray(names).chain(chosen =>
      fc.tuple(
        ...chosen.map((name, index) =>
          fc.record({
            name: fc.constant(name),
            kind: fc.constant('addon' as const),
            version: fc.constantFrom('1.0.0', '1.1.0', '2024-04'),
            dependsOn: fc.subarray([...CORE, ...chosen.slice(0, index)]),
            values: fc.dictionary(fc.constantFrom('x', 'y', 'z'), value),
          }),
        ),
      ),
    ),
    pools: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('general', 'batch', 'gpu', 'edge'),
        replicas: fc.oneof(
          fc.integer({ min: 0, max: 9 }),
          fc.constant('${{ parameters.workers }}'),
        ),
      }),
      { selector: pool => pool.name },
    ),
  })
  .map(({ addOns, pools }): Partial<ClusterProfileSpec> => ({
    nodePools: { controlPlane: { replicas: 3 }, workers: pools },
    layers: [
      ...CORE.map(kind => ({
        name: kind as string,
        kind,
        version: kind === 'kubernetes' ? '1.35.2' : '1.0.0',
      })),
      ...(addOns as ClusterProfileSpec['layers']),
    ],
  }));

/** The same profile in another order; its digest is held, so that only the order differs. */
const aReordering = aSpec.chain(spec =>
  fc
    .record({
      layers: shuffle(spec.layers!).chain(layers =>
        fc.tuple(
          ...layers.map(layer =>
            shuffle(layer.dependsOn ?? []).map(dependsOn => ({
              ...layer,
              dependsOn,
            })),
          ),
        ),
      ),
      workers: shuffle(spec.nodePools!.workers!),
    })
    .map(({ layers, workers }) => {
      const original = aVersion({ spec });
      const reordered = aVersion({
        version: '1.3.1',
        spec: {
          ...spec,
          layers: layers as ClusterProfileSpec['layers'],
          nodePools: { ...spec.nodePools, workers },
        },
      });
      return { original, reordered };
    }),
);

function shuffle<T>(items: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(items, {
    minLength: items.length,
    maxLength: items.length,
  });
}

async function plan(
  request: Parameters<typeof resolveDesired>[0],
  facts: PlanningFacts,
) {
  const resolved = resolveDesired(request, facts);
  const answers = await gatherAnswers({
    resolved,
    facts,
    providers: new Map([['simulator', fakeProvider()]]),
    engines: new Map([['simulator', fakeEngine()]]),
    files: noFiles,
    bytes: noBytes,
    instanceId: 'portal',
  });
  return finishPlan(decideClusterPlan({ resolved, facts, answers }), {
    kind: request.kind,
    now: new Date(0),
  });
}

function inPlaceOf(
  original: ProfileVersion,
  reordered: ProfileVersion,
): ProfileVersion {
  return { ...original, document: reordered.document };
}

describe('planning', () => {
  it('gives equal digests for equal requests and for profiles in another order', async () => {
    await fc.assert(
      fc.asyncProperty(aReordering, async ({ original, reordered }) => {
        const first = await plan(
          createRequest,
          newFacts({ versions: [original] }),
        );
        const again = await plan(
          structuredClone(createRequest),
          structuredClone(newFacts({ versions: [original] })),
        );
        const other = await plan(
          createRequest,
          newFacts({ versions: [inPlaceOf(original, reordered)] }),
        );
        expect(again).toEqual(first);
        expect(other).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('sees nothing to do in an upgrade that only reorders', async () => {
    await fc.assert(
      fc.asyncProperty(aReordering, async ({ original, reordered }) => {
        const facts = existingFacts({ versions: [original, reordered] });
        const upgraded = await plan(
          { kind: 'upgrade', cluster: 'checkout-dev', version: '1.3.1' },
          facts,
        );
        expect(upgraded.machinesReplaced).toEqual([]);
        expect(upgraded.rollbackClass).toBe('reversible');
        expect(upgraded.objects.removed).toEqual([]);
        expect(
          upgraded.layers.filter(({ action }) => action !== 'unchanged'),
        ).toEqual([]);
        expect(upgraded.settings).toEqual([
          { path: '/profiles/base', before: '1.3.0', after: '1.3.1' },
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
