import { parsePattern, type PatternNode } from './parsePattern';

/** A step of a compiled pattern. */
type Step =
  | { type: 'character'; test(character: string): boolean }
  | { type: 'assertion'; holds(before: string, after: string): boolean }
  | { type: 'either'; next: number[] }
  | { type: 'match' };

const MAX_STEPS = 2_000;
/** Steps times characters: what would take longer than a moment matches nothing. */
const MAX_WORK = 5_000_000;

/**
 * A pattern that whoever publishes a profile wrote, run in time linear to the text: all ways through it are followed at once,
 * so there is nothing to go back to. Throws `SyntaxError` for what cannot be run so: look-around, back-references, patterns
 * that are too long once written out. Takes the place of `RegExp` in Ajv.
 */
export function linearPattern(source: string) {
  const steps = compile(parsePattern(source));
  return {
    test: (text: string): boolean =>
      text.length * steps.length <= MAX_WORK && run(steps, text),
    // Ajv tells patterns apart by it.
    toString: () => `/${source}/u`,
  };
}
linearPattern.code = 'new RegExp';

const isWord = (character: string) => /^\w$/.test(character);

const ASSERTIONS: Record<
  Extract<PatternNode, { type: 'assertion' }>['assertion'],
  (before: string, after: string) => boolean
> = {
  start: before => before === '',
  end: (_before, after) => after === '',
  word: (before, after) => isWord(before) !== isWord(after),
  'no-word': (before, after) => isWord(before) === isWord(after),
};

function compile(tree: PatternNode): Step[] {
  const steps: Step[] = [];
  const add = (step: Step): number => {
    if (steps.length >= MAX_STEPS) {
      throw tooLong();
    }
    return steps.push(step) - 1;
  };
  const here = () => steps.length;
  let written = 0;
  function emit(node: PatternNode): void {
    written += 1;
    if (written > 10 * MAX_STEPS) {
      throw tooLong();
    }
    switch (node.type) {
      case 'sequence':
        node.parts.forEach(emit);
        return;
      case 'choice': {
        const fork = { type: 'either' as const, next: [] as number[] };
        add(fork);
        const ends = node.branches.map(branch => {
          fork.next.push(here());
          emit(branch);
          const end = { type: 'either' as const, next: [] as number[] };
          add(end);
          return end;
        });
        ends.forEach(end => end.next.push(here()));
        return;
      }
      case 'repeat':
        repeat(node);
        return;
      case 'assertion':
        add({ type: 'assertion', holds: ASSERTIONS[node.assertion] });
        return;
      default:
        add(node);
    }
  }
  function repeat({
    part,
    min,
    max,
  }: Extract<PatternNode, { type: 'repeat' }>): void {
    for (let count = 0; count < min; count++) {
      emit(part);
    }
    if (max === Infinity) {
      const loop = { type: 'either' as const, next: [] as number[] };
      const at = add(loop);
      loop.next.push(here());
      emit(part);
      add({ type: 'either', next: [at] });
      loop.next.push(here());
      return;
    }
    const forks = [];
    for (let count = min; count < max; count++) {
      const fork = { type: 'either' as const, next: [] as number[] };
      add(fork);
      fork.next.push(here());
      forks.push(fork);
      emit(part);
    }
    forks.forEach(fork => fork.next.push(here()));
  }
  emit(tree);
  add({ type: 'match' });
  return steps;
}

function tooLong(): Error {
  return new SyntaxError(
    `The pattern has more than ${MAX_STEPS} steps once its repetitions are written out`,
  );
}

/** Whether a pattern is found anywhere in a text. */
function run(steps: readonly Step[], text: string): boolean {
  const characters = [...text];
  let active = new Set<number>();
  for (let position = 0; position <= characters.length; position++) {
    const before = characters[position - 1] ?? '';
    const after = characters[position] ?? '';
    // It may begin anywhere.
    const reached = follow(steps, [...active, 0], { before, after });
    active = new Set();
    for (const at of reached) {
      const step = steps[at];
      if (step.type === 'match') {
        return true;
      }
      if (step.type === 'character' && after !== '' && step.test(after)) {
        active.add(at + 1);
      }
    }
  }
  return false;
}

/** All steps that are reached without another character. */
function follow(
  steps: readonly Step[],
  from: readonly number[],
  { before, after }: { before: string; after: string },
): Set<number> {
  const reached = new Set<number>();
  const pending = [...from];
  while (pending.length > 0) {
    const at = pending.pop()!;
    if (!reached.has(at)) {
      reached.add(at);
      const step = steps[at];
      if (step.type === 'either') {
        pending.push(...step.next);
      } else if (step.type === 'assertion' && step.holds(before, after)) {
        pending.push(at + 1);
      }
    }
  }
  return reached;
}
