import fc from 'fast-check';
import { faults, type Fault } from './__testUtils__/faults';
import { ModelWorld } from './__testUtils__/ModelWorld';
import { holds } from './__testUtils__/runSteps';

// Each makes one part of the code wrong while its fault is named; the code itself knows nothing of it.
jest.mock('../changes/whyNotDecide', () => {
  const real = jest.requireActual('../changes/whyNotDecide');
  const { faults: wrong } = require('./__testUtils__/faults');
  return {
    ...real,
    whyNotDecide: (options: any) =>
      real.whyNotDecide(
        wrong.has('proposers approve')
          ? { ...options, policy: { ...options.policy, excluded: [] } }
          : options,
      ),
  };
});
jest.mock('../policies/evaluatePolicies', () => {
  const real = jest.requireActual('../policies/evaluatePolicies');
  const { faults: wrong } = require('./__testUtils__/faults');
  return {
    ...real,
    evaluatePolicies: (...args: unknown[]) => {
      const policy = real.evaluatePolicies(...args);
      return wrong.has('one group is forgotten')
        ? { ...policy, requirements: policy.requirements.slice(0, 1) }
        : policy;
    },
  };
});
jest.mock('../work/claimWork', () => {
  const real = jest.requireActual('../work/claimWork');
  const { faults: wrong } = require('./__testUtils__/faults');
  return {
    claimWork: async (knex: any, options: unknown) => {
      if (wrong.has('claims ignore leases')) {
        await knex('work').update({ lease_until: null });
      }
      return real.claimWork(knex, options);
    },
  };
});
jest.mock('../database/applyMigrations', () => {
  const real = jest.requireActual('../database/applyMigrations');
  const { faults: wrong } = require('./__testUtils__/faults');
  return {
    applyMigrations: async (knex: any) => {
      await real.applyMigrations(knex);
      if (wrong.has('a start frees all claims')) {
        await knex('work').update({ claimed_by: null, lease_until: null });
      }
      if (wrong.has('a start makes all work due')) {
        await knex('work').update({ due_at: '2020-01-01T00:00:00.000Z' });
      }
    },
  };
});
jest.mock('../changes/cancelChange', () => {
  const real = jest.requireActual('../changes/cancelChange');
  const { faults: wrong } = require('./__testUtils__/faults');
  return {
    ...real,
    expireChange: async (...args: unknown[]) =>
      wrong.has('nothing expires') ? undefined : real.expireChange(...args),
  };
});

jest.setTimeout(600_000);

/** Found with it, whatever the day. */
const SEED = 7;

describe('model check, with the code made wrong on purpose', () => {
  let world: ModelWorld;
  beforeAll(async () => {
    world = await ModelWorld.create();
  });
  afterEach(() => faults.clear());
  afterAll(() => world.stop());

  it.each<[Fault, RegExp]>([
    ['proposers approve', /^(counted once|whole chain)/],
    ['one group is forgotten', /^whole chain/],
    ['claims ignore leases', /^one holder/],
    ['a start frees all claims', /^(one holder|a restart changes nothing)/],
    ['a start makes all work due', /^a restart changes nothing/],
    ['nothing expires', /^every change ends/],
  ])('finds that %s', async (fault, invariant) => {
    faults.add(fault);
    const found = await fc.check(holds(world), {
      seed: SEED,
      numRuns: 100,
      endOnFailure: true,
    });
    expect((found.errorInstance as Error | null)?.message).toMatch(invariant);
  });
});
