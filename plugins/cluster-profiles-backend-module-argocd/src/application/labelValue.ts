const MAX_LENGTH = 63;

/** The text as far as the value of a label can hold it; what it cannot becomes `_`, as Helm writes the `+` of a version. */
export function labelValue(text: string): string {
  return text
    .replace(/[^A-Za-z0-9_.-]/g, '_')
    .replace(/^[_.-]+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/[_.-]+$/, '');
}
