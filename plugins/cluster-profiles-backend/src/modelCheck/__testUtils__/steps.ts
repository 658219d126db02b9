import fc from 'fast-check';

/** Numbers choose among what is there when the step is taken. */
export type ModelStep =
  | { do: 'propose'; who: number; cluster: number; kind: number; value: number }
  | { do: 'publish'; who: number; value: number }
  | { do: 'approve' | 'reject'; who: number; change: number; service: boolean }
  | { do: 'break-glass'; who: number; change: number }
  | { do: 'review'; who: number; change: number; rejects: boolean }
  | { do: 'cancel' | 'replan' | 'retry'; change: number }
  | { do: 'policy'; value: number }
  | { do: 'wait'; minutes: number }
  | { do: 'work'; process: number; kind: number; holdAt: number }
  | { do: 'resume'; process: number; job: number; noticed: boolean }
  | { do: 'crash' | 'restart'; process: number }
  | { do: 'misbehave'; kind: number; cluster: number }
  | { do: 'behave' }
  | { do: 'sweep' };

const who = fc.nat(5);
const change = fc.nat(4);
const cluster = fc.nat(1);
const value = fc.nat(9);
const process = fc.nat(1);
const is = <T extends string>(...words: T[]) => fc.constantFrom(...words);

/** What people and machines may do at any moment; work is what happens most. */
export const modelStep: fc.Arbitrary<ModelStep> = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({
      do: is('work'),
      process,
      kind: fc.nat(2),
      holdAt: fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) },
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: is('propose'),
      who,
      cluster,
      kind: fc.nat(11),
      value,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: is('approve', 'approve', 'approve', 'approve', 'reject'),
      who,
      change,
      service: fc.integer({ min: 0, max: 9 }).map(number => number === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('publish'), who, value }) },
  { weight: 2, arbitrary: fc.record({ do: is('break-glass'), who, change }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: is('review'),
      who,
      change,
      rejects: fc.integer({ min: 0, max: 3 }).map(number => number === 0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: is('cancel', 'replan', 'retry'), change }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('policy'), value: fc.nat(2) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: is('wait'),
      minutes: fc.constantFrom(1, 1, 1, 10, 90, 24 * 60),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: is('resume'),
      process,
      job: fc.nat(3),
      noticed: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('crash', 'restart'), process }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('misbehave'), kind: fc.nat(3), cluster }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('behave') }) },
  { weight: 1, arbitrary: fc.record({ do: is('sweep') }) },
);
