/** A pattern of JSON Schema (ECMA-262 with the flag `u`) as a tree. What needs to go back in the text is not in it. */
export type PatternNode =
  | { type: 'character'; test(character: string): boolean }
  | { type: 'sequence'; parts: PatternNode[] }
  | { type: 'choice'; branches: PatternNode[] }
  | { type: 'repeat'; part: PatternNode; min: number; max: number }
  | { type: 'assertion'; assertion: 'start' | 'end' | 'word' | 'no-word' };

const MAX_DEPTH = 50;
const ESCAPE =
  /\\(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|[pP]\{[^}]*\}|[^])/uy;
const CLASS = /\[(?:\\[^]|[^\]\\])*\]/uy;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/uy;
const GROUP = /\((?:\?:|\?<[A-Za-z_$][\w$]*>)?/uy;

class Reader {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  ended(): boolean {
    return this.#position >= this.#source.length;
  }

  choice(depth: number): PatternNode {
    if (depth > MAX_DEPTH) {
      throw new SyntaxError('The pattern is nested too deep');
    }
    const branches = [this.#sequence(depth)];
    while (this.#next('|')) {
      branches.push(this.#sequence(depth));
    }
    return branches.length === 1 ? branches[0] : { type: 'choice', branches };
  }

  #sequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (!this.ended() && !['|', ')'].includes(this.#peek())) {
      parts.push(this.#quantified(this.#atom(depth)));
    }
    return { type: 'sequence', parts };
  }

  #quantified(part: PatternNode): PatternNode {
    const found = this.#match(QUANTIFIER);
    if (!found) {
      return part;
    }
    const [text, count, comma, most] = found;
    const [min, max] = {
      '*': [0, Infinity],
      '+': [1, Infinity],
      '?': [0, 1],
    }[text[0]] ?? [
      Number(count),
      comma ? Number(most || Infinity) : Number(count),
    ];
    return { type: 'repeat', part, min, max };
  }

  #atom(depth: number): PatternNode {
    switch (this.#peek()) {
      case '^':
        return this.#assertion('start', 1);
      case '$':
        return this.#assertion('end', 1);
      case '(':
        return this.#group(depth);
      case '[':
        return characterOf(this.#match(CLASS)![0]);
      case '\\':
        return this.#escape();
      default: {
        const [character] = String.fromCodePoint(
          this.#source.codePointAt(this.#position)!,
        ).split(/(?:)/u);
        this.#position += character.length;
        return character === '.'
          ? characterOf('.')
          : { type: 'character', test: other => other === character };
      }
    }
  }

  #group(depth: number): PatternNode {
    const [opening] = this.#match(GROUP)!;
    // What is left are the look-arounds.
    if (opening === '(' && this.#peek() === '?') {
      throw unsupported(this.#source);
    }
    const inner = this.choice(depth + 1);
    this.#next(')');
    return inner;
  }

  #escape(): PatternNode {
    if (this.#source.startsWith('\\b', this.#position)) {
      return this.#assertion('word', 2);
    }
    if (this.#source.startsWith('\\B', this.#position)) {
      return this.#assertion('no-word', 2);
    }
    const [text] = this.#match(ESCAPE)!;
    if (/^\\[1-9k]/.test(text)) {
      throw unsupported(this.#source);
    }
    return characterOf(text);
  }

  #assertion(
    assertion: Extract<PatternNode, { type: 'assertion' }>['assertion'],
    length: number,
  ): PatternNode {
    this.#position += length;
    return { type: 'assertion', assertion };
  }

  #peek(): string {
    return this.#source[this.#position];
  }

  #next(character: string): boolean {
    if (this.#peek() !== character) {
      return false;
    }
    this.#position += 1;
    return true;
  }

  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#position;
    const found = expression.exec(this.#source);
    this.#position += found?.[0].length ?? 0;
    return found;
  }
}

function characterOf(source: string): PatternNode {
  const expression = new RegExp(`^${source}$`, 'u');
  return { type: 'character', test: other => expression.test(other) };
}

function unsupported(source: string): Error {
  return new SyntaxError(
    `The pattern '${source.slice(0, 200)}' looks around or back, so it cannot be run in linear time`,
  );
}

/** Throws `SyntaxError` for what is no pattern, and for look-around and back-references, which cannot be run in linear time. */
export function parsePattern(source: string): PatternNode {
  // The engine of the language finds what is no pattern at all; nothing is run by it but classes, on one character each.
  // eslint-disable-next-line no-new
  new RegExp(source, 'u');
  const reader = new Reader(source);
  const tree = reader.choice(0);
  if (!reader.ended()) {
    throw unsupported(source);
  }
  return tree;
}
