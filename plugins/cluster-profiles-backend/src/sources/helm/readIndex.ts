import { parse } from 'yaml';
import { SourceError } from '../SourceError';
import type { ChartReference } from '../types';

/** What an index of a Helm repository says of one version of a chart. */
export interface IndexEntry {
  version: string;
  urls: string[];
  /** SHA-256 of the packed chart, where it says so. */
  digest?: string;
}

/** A whole index is parsed only up to this size; of a larger one, the part about the chart. */
const WHOLE_BYTES = 256 * 1024;

/** The entry of exactly that version; with and without a `v` it is the same. Errors: `SourceError`, `gone` or `broken`. */
export function readIndex(
  text: string,
  { chart, version }: ChartReference,
): IndexEntry {
  const entries = entriesOf(text, chart);
  const versions = entries.filter(
    (entry): entry is Record<string, unknown> =>
      typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  );
  if (versions.length === 0) {
    throw new SourceError('gone', `The index has no chart ${chart}`);
  }
  const entry =
    versions.find(known => known.version === version) ??
    versions.find(known => bare(known.version) === bare(version));
  if (!entry) {
    const known = versions.slice(0, 5).map(({ version: other }) => other);
    throw new SourceError(
      'gone',
      `The index has no version ${version} of chart ${chart}, but ${known.join(', ')}`,
    );
  }
  const urls = Array.isArray(entry.urls)
    ? entry.urls.filter(url => typeof url === 'string')
    : [];
  if (urls.length === 0) {
    throw new SourceError(
      'broken',
      `The index says of no address of chart ${chart} ${version}`,
    );
  }
  return {
    version: String(entry.version),
    urls,
    ...(typeof entry.digest === 'string' && entry.digest !== ''
      ? { digest: entry.digest.replace(/^sha256:/, '').toLowerCase() }
      : {}),
  };
}

function bare(version: unknown): string {
  return String(version).replace(/^v/, '');
}

function entriesOf(text: string, chart: string): unknown[] {
  const part =
    text.length > WHOLE_BYTES && !text.trimStart().startsWith('{')
      ? partOf(text, chart)
      : text;
  let index: unknown;
  try {
    index = text.trimStart().startsWith('{') ? JSON.parse(text) : parse(part);
  } catch {
    throw new SourceError('broken', 'The index is not YAML');
  }
  const entries = (index as { entries?: unknown } | null)?.entries;
  if (typeof entries !== 'object' || entries === null) {
    throw new SourceError('broken', 'The index has no entries');
  }
  const found = Object.hasOwn(entries, chart)
    ? (entries as Record<string, unknown>)[chart]
    : [];
  return Array.isArray(found) ? found : [];
}

/** The lines about one chart, of an index as Helm writes it: tens of megabytes take long to parse. */
function partOf(text: string, chart: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex(line => /^entries:\s*$/.test(line));
  const isKey = (line: string) => /^ {2}[^\s#-]/.test(line);
  const names = [`  ${chart}:`, `  "${chart}":`, `  '${chart}':`];
  const from = lines.findIndex(
    (line, index) => index > start && names.includes(line.trimEnd()),
  );
  if (start < 0 || from < 0) {
    return 'entries: {}';
  }
  const length = lines
    .slice(from + 1)
    .findIndex(line => isKey(line) || /^[^\s#-]/.test(line));
  const end = length < 0 ? lines.length : from + 1 + length;
  return ['entries:', ...lines.slice(from, end)].join('\n');
}
