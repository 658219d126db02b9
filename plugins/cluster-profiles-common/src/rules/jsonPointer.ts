/** Appends one segment to a JSON pointer (RFC 6901). @public */
export function jsonPointer(parent: string, segment: string | number): string {
  return `${parent}/${String(segment)
    .replace(/~/g, '~0')
    .replace(/\//g, '~1')}`;
}

/** What a JSON pointer leads through. @public */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}
