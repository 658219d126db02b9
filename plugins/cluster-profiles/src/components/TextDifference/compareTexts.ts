import { structuredPatch } from 'diff';
import type { ChangeData, HunkData } from 'react-diff-view';

/** The difference of two texts, line by line, what is alike left out but for a few lines around. */
export interface TextDifference {
  hunks: HunkData[];
  /** How many lines it takes on a screen; long ones wrap and count as several. */
  lines: number;
  /** Lines that are alike and left out. */
  leftOut: number;
  /** All of it is new, or all of it goes. */
  oneSided: boolean;
}

/** Beyond this, looking for the shortest difference costs more than a reader gains from it. */
const MOST_EDITS = 800;
const CONTEXT = 3;
const WRAP = 120;

/** Compares two texts by lines. `whole` leaves nothing out. */
export function compareTexts(options: {
  before: string;
  after: string;
  whole?: boolean;
}): TextDifference {
  const before = linesOf(options.before);
  const after = linesOf(options.after);
  const hunks =
    shortest(options) ?? replaced(before, after, options.whole ?? false);
  const changes = hunks.flatMap(hunk => hunk.changes);
  const alike = changes.filter(({ type }) => type === 'normal').length;
  const kept = changes.filter(({ type }) => type !== 'insert').length;
  return {
    hunks: hunks.map(hunk => ({
      ...hunk,
      content: enclosingKeys(after, hunk.newStart - 1),
    })),
    lines: changes.reduce(
      (sum, { content }) => sum + Math.max(1, Math.ceil(content.length / WRAP)),
      0,
    ),
    leftOut: before.length - kept,
    oneSided:
      alike === 0 &&
      (changes.every(({ type }) => type === 'insert') ||
        changes.every(({ type }) => type === 'delete')),
  };
}

function shortest(options: {
  before: string;
  after: string;
  whole?: boolean;
}): HunkData[] | undefined {
  const patch = structuredPatch(
    '',
    '',
    ended(options.before),
    ended(options.after),
    undefined,
    undefined,
    {
      context: options.whole ? Number.MAX_SAFE_INTEGER : CONTEXT,
      maxEditLength: MOST_EDITS,
    },
  );
  return patch?.hunks.map(({ oldStart, newStart, oldLines, newLines, lines }) =>
    toHunk({ oldStart, newStart, oldLines, newLines }, lines),
  );
}

/** Texts that have next to nothing in common: one goes, the other comes, but for how they begin and end. */
function replaced(
  before: string[],
  after: string[],
  whole: boolean,
): HunkData[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) {
    head++;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  const start = whole ? 0 : Math.max(0, head - CONTEXT);
  const end = after.length - (whole ? 0 : Math.max(0, tail - CONTEXT));
  const lines = [
    ...after.slice(start, head).map(line => ` ${line}`),
    ...before.slice(head, before.length - tail).map(line => `-${line}`),
    ...after.slice(head, after.length - tail).map(line => `+${line}`),
    ...after.slice(after.length - tail, end).map(line => ` ${line}`),
  ];
  return [
    toHunk(
      {
        oldStart: start + 1,
        newStart: start + 1,
        oldLines: lines.filter(line => !line.startsWith('+')).length,
        newLines: lines.filter(line => !line.startsWith('-')).length,
      },
      lines,
    ),
  ];
}

function toHunk(place: Omit<HunkData, 'content' | 'changes'>, lines: string[]) {
  let oldLine = place.oldStart;
  let newLine = place.newStart;
  const changes = lines.map((line): ChangeData => {
    const content = line.slice(1);
    if (line.startsWith('+')) {
      return { type: 'insert', isInsert: true, lineNumber: newLine++, content };
    }
    if (line.startsWith('-')) {
      return { type: 'delete', isDelete: true, lineNumber: oldLine++, content };
    }
    return {
      type: 'normal',
      isNormal: true,
      oldLineNumber: oldLine++,
      newLineNumber: newLine++,
      content,
    };
  });
  return { ...place, content: '', changes };
}

/** The keys of a YAML text that a line stands under and that come before it: `controller › metrics`. */
function enclosingKeys(lines: readonly string[], index: number): string {
  const keys: string[] = [];
  let indent = indentOf(lines[index] ?? '');
  for (let at = index - 1; at >= 0 && indent > 0; at--) {
    const key = /^\s*(?:- )?([^\s#][^:]*):(?:\s|$)/.exec(lines[at])?.[1];
    const here = indentOf(lines[at]);
    if (key !== undefined && here < indent) {
      keys.unshift(key);
      indent = here;
    }
  }
  return keys.join(' › ');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Every text ends with a line break, so that the last line is like any other. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
