import { stringifyError } from '@backstage/errors';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  parseAllDocuments,
  type CST,
  type Document,
  type Node,
} from 'yaml';
import type { JsonValue } from '@backstage/types';
import { checkJsonValue, MAX_DOCUMENT_DEPTH } from './checkJsonValue';
import { refuseBundle } from './refuseBundle';

const MAX_BYTES = 256 * 1024;
const MAX_ALIASES = 50;

/**
 * Reads the YAML of a profile document into plain JSON. Whatever is hostile or careless (nesting, aliases, duplicate or
 * prototype keys) ends in one clear `InputError`; the guards come before the parts of the parser that are recursive.
 */
export function parseDocument(text: string): JsonValue {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) {
    refuseBundle({
      code: 'document-too-large',
      path: '/document',
      message: `The profile document has ${bytes} bytes, at most ${MAX_BYTES} are allowed`,
      remedy: 'Move large texts to files of the bundle',
    });
  }
  guardSyntax(text);
  const document = soleDocument(text);
  guardKeys(document.contents);
  const value = plain(document);
  checkJsonValue(value);
  // a copy, so that what was an alias is no longer shared
  return JSON.parse(JSON.stringify(value));
}

/** Nesting and aliases, on the flat token tree, without recursion. */
function guardSyntax(text: string): void {
  let aliases = 0;
  const pending: Array<{ token: CST.Token; depth: number }> = [];
  for (const token of new Parser().parse(text)) {
    pending.push({ token, depth: 0 });
  }
  while (pending.length > 0) {
    const { token, depth } = pending.pop()!;
    if (token.type === 'alias') {
      aliases += 1;
    }
    if (depth > MAX_DOCUMENT_DEPTH) {
      refuseBundle({
        code: 'document-too-deep',
        path: '/document',
        message: `The profile document is nested more than ${MAX_DOCUMENT_DEPTH} levels deep`,
        remedy: 'Flatten it, or move the content to a file of the bundle',
      });
    }
    if (aliases > MAX_ALIASES) {
      refuseBundle({
        code: 'too-many-aliases',
        path: '/document',
        message: `The profile document has more than ${MAX_ALIASES} YAML aliases`,
        remedy: 'Write the values out',
      });
    }
    if (token.type === 'document' && token.value) {
      pending.push({ token: token.value, depth });
    }
    if ('items' in token) {
      for (const item of token.items) {
        for (const child of [item.key, item.value]) {
          if (child) {
            pending.push({ token: child, depth: depth + 1 });
          }
        }
      }
    }
  }
}

function soleDocument(text: string): Document.Parsed {
  const documents = parseAllDocuments(text, {
    // the library compares all pairs of keys, which takes minutes on a large map: see guardKeys
    uniqueKeys: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents) || documents.length !== 1) {
    return refuseBundle({
      code: 'not-one-document',
      path: '/document',
      message: `The text holds ${Array.isArray(documents) ? documents.length : 0} YAML documents`,
      remedy: 'Give exactly one, the profile',
    });
  }
  const [document] = documents;
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    return refuseBundle({
      code: 'not-yaml',
      path: '/document',
      message: `The profile document is not valid YAML: ${problem.message.split('\n')[0].replace(/:$/, '')}`,
      remedy: problem.message.includes('Tabs')
        ? 'Indent with spaces instead of tabs'
        : 'Correct the syntax',
    });
  }
  return document;
}

/** Keys must be texts and differ within their map. Its depth is bounded by `guardSyntax`. */
function guardKeys(node: Node | null | undefined): void {
  if (isSeq(node)) {
    node.items.forEach(item => guardKeys(item as Node));
  }
  if (!isMap(node)) {
    return;
  }
  const seen = new Set<string>();
  for (const { key, value } of node.items) {
    if (!isScalar(key) || isAlias(key)) {
      refuseBundle({
        code: 'bad-key',
        path: '/document',
        message: 'A key of the profile document is not a plain text',
        remedy: 'Use plain texts as keys',
      });
    }
    const name = String(key.value);
    if (seen.has(name)) {
      refuseBundle({
        code: 'duplicate-key',
        path: '/document',
        message: `The key '${name.slice(0, 100)}' occurs twice in one map`,
        remedy: 'Keep one of the two',
      });
    }
    seen.add(name);
    guardKeys(value as Node);
  }
}

function plain(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return refuseBundle({
      code: 'bad-alias',
      path: '/document',
      message: `The aliases of the profile document cannot be resolved: ${stringifyError(error)}`,
      remedy: 'Write the values out',
    });
  }
}
