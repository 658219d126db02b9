import semver from 'semver';

/** A range as charts write it, in the form that Node's semver takes; undefined where it cannot be told. */
export function toSemverRange(constraint: string): string | undefined {
  const range = constraint
    .replaceAll(',', ' ')
    .replaceAll('=>', '>=')
    .replaceAll('=<', '<=')
    .replace(/\s+/g, ' ')
    .trim();
  // "Not this one" has no equal.
  return range.includes('!=') || semver.validRange(range) === null
    ? undefined
    : range;
}
