import { stringifyError } from '@backstage/errors';
import type { JsonValue } from '@backstage/types';
import {
  isMap,
  isScalar,
  isSeq,
  Parser,
  parseAllDocuments,
  type CST,
  type Document,
  type Node,
  type Tags,
} from 'yaml';
import { BundleProblem } from './BundleProblem';
import type { BundleFile } from './types';

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_ALIASES = 100;
const MAX_DOCUMENTS = 200;

/** What Kubernetes' own reader knows: YAML 1.1, but no times. */
const TAGS = new Set(
  ['null', 'bool', 'int', 'float', 'merge', 'map', 'seq', 'str'].map(
    name => `tag:yaml.org,2002:${name}`,
  ),
);

/** The documents of a file as plain JSON, empty ones left out. Throws `BundleProblem`. */
export function readYamlDocuments(
  file: BundleFile,
): Array<{ document: number; value: JsonValue }> {
  const bytes = Buffer.byteLength(file.content);
  if (bytes > MAX_BYTES) {
    throw new BundleProblem({
      file: file.path,
      problem: `has ${bytes} bytes, at most ${MAX_BYTES} are allowed`,
      remedy: 'Split it into several files of one folder.',
    });
  }
  guardSyntax(file);
  const documents = parseAllDocuments(file.content, {
    version: '1.1',
    customTags: tags => kubernetesTags(tags),
    // The library compares all pairs of keys, which takes minutes on a large map: see guardKeys.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents)) {
    return [];
  }
  if (documents.length > MAX_DOCUMENTS) {
    throw new BundleProblem({
      file: file.path,
      problem: `holds ${documents.length} documents, at most ${MAX_DOCUMENTS} are allowed`,
      remedy: 'Leave out what no class refers to.',
    });
  }
  return documents
    .map((document, index) => ({
      document: index + 1,
      value: plain(file.path, index + 1, document),
    }))
    .filter(({ value }) => value !== null);
}

function kubernetesTags(tags: Tags): Tags {
  return tags.filter(
    tag =>
      typeof tag === 'object' &&
      TAGS.has(tag.tag) &&
      !('format' in tag && tag.format === 'TIME'),
  );
}

/** Nesting and aliases, on the flat token tree, before the parts of the parser that are recursive. */
function guardSyntax(file: BundleFile): void {
  let aliases = 0;
  const pending: Array<{ token: CST.Token; depth: number }> = [];
  for (const token of new Parser().parse(file.content)) {
    pending.push({ token, depth: 0 });
  }
  while (pending.length > 0) {
    const { token, depth } = pending.pop()!;
    aliases += token.type === 'alias' ? 1 : 0;
    if (depth > MAX_DEPTH || aliases > MAX_ALIASES) {
      throw new BundleProblem({
        file: file.path,
        problem:
          depth > MAX_DEPTH
            ? `is nested more than ${MAX_DEPTH} levels deep`
            : `has more than ${MAX_ALIASES} YAML aliases`,
        remedy: 'Write it out, and flatter.',
      });
    }
    if (token.type === 'document' && token.value) {
      pending.push({ token: token.value, depth });
    }
    if ('items' in token) {
      for (const { key, value } of token.items as CST.CollectionItem[]) {
        for (const child of [key, value]) {
          if (child) {
            pending.push({ token: child, depth: depth + 1 });
          }
        }
      }
    }
  }
}

function plain(
  file: string,
  document: number,
  parsed: Document.Parsed,
): JsonValue {
  const [problem] = [...parsed.errors, ...parsed.warnings];
  if (problem) {
    throw new BundleProblem({
      file,
      document,
      problem: `is not valid YAML: ${problem.message.split('\n')[0].replace(/:$/, '')}`,
      remedy: 'Correct the syntax.',
    });
  }
  guardKeys(file, document, parsed.contents);
  try {
    const value = parsed.toJS({ maxAliasCount: MAX_ALIASES }) ?? null;
    // A copy, so that what was an alias is no longer shared.
    return JSON.parse(JSON.stringify(value));
  } catch (error) {
    throw new BundleProblem({
      file,
      document,
      problem: `has aliases that cannot be resolved: ${stringifyError(error)}`,
      remedy: 'Write the values out.',
    });
  }
}

/** Keys must be texts and differ within their map. Its depth is bounded by `guardSyntax`. */
function guardKeys(
  file: string,
  document: number,
  node: Node | null | undefined,
): void {
  if (isSeq(node)) {
    node.items.forEach(item => guardKeys(file, document, item as Node));
  }
  if (!isMap(node)) {
    return;
  }
  const seen = new Set<string>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined || name === '__proto__' || seen.has(name)) {
      throw new BundleProblem({
        file,
        document,
        problem:
          name === undefined
            ? 'has a key that is no plain text'
            : `has the key "${name.slice(0, 100)}" twice in one map, or where it must not be`,
        remedy: 'Use plain texts as keys, each once.',
      });
    }
    seen.add(name);
    guardKeys(file, document, value as Node);
  }
}
