/** Appends one segment to a JSON pointer (RFC 6901). @public */
export function jsonPointer(parent: string, segment: string | number): string {
  return `${parent}/${String(segment)
    .replace(/~/g, '~0')
    .replace(/\//g, '~1')}`;
}
