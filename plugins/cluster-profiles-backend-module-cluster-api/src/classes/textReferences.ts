/** What a Go template reads, as far as its text tells. */
export interface TextReferences {
  /** Paths from the root, such as `.builtin.cluster.name` as `['builtin', 'cluster', 'name']`. */
  paths: string[][];
  /** It passes everything on, so that it may read anything. */
  whole: boolean;
  /** It moves the root (`with`, `range`) or decides by itself (`if`, `default`), so that a path may mean something else. */
  branches: boolean;
}

/** Texts, characters and comments; each alternative starts with a character of its own, so that nothing is tried twice. */
const LITERAL =
  /"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*'|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\//
    .source;
const LITERALS = new RegExp(LITERAL, 'g');
const ACTION = new RegExp(
  String.raw`\{\{((?:${LITERAL}|[^"\`'/}]|\/(?!\*)|\}(?!\}))*)\}\}`,
  'y',
);
const PATH = /(?:\.[A-Za-z_][A-Za-z0-9_]*)+/g;
const BARE_ROOT = /(^|[\s(|,=-])[.$](?=[\s)|,-]|$)/;
/** A path that does not start at the root: of a variable of the template, or of what stands in brackets. */
const OTHER_ROOT = /\$[A-Za-z_]|\)\./;
const BRANCHES =
  /(^|[\s(|-])(if|else|with|range|define|template|block|default|coalesce|ternary|hasKey|dig|get)(?=[\s(-]|$)/;

/** Finds every path that a Go template of a patch names: rather too much than too little. */
export function textReferences(text: string): TextReferences {
  const found: TextReferences = { paths: [], whole: false, branches: false };
  let at = text.indexOf('{{');
  while (at >= 0) {
    ACTION.lastIndex = at;
    const action = ACTION.exec(text);
    if (!action) {
      // What we cannot read may read anything.
      return { ...found, whole: true };
    }
    const code = action[1].replace(LITERALS, '""');
    found.whole ||= BARE_ROOT.test(code);
    found.branches ||= BRANCHES.test(code) || OTHER_ROOT.test(code);
    for (const [path] of code.matchAll(PATH)) {
      found.paths.push(path.slice(1).split('.'));
    }
    at = text.indexOf('{{', ACTION.lastIndex);
  }
  return found;
}

/** The path of a `valueFrom.variable`, such as `users[0].name`. */
export function variablePath(variable: string): string[] {
  return variable.split(/[.[]/).map(segment => segment.replace(/\]$/, ''));
}
