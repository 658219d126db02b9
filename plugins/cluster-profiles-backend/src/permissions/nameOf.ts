/** An entity reference as it reads in a sentence: `platform`, or `team-a/platform` outside of the default namespace. */
export function nameOf(ref: string): string {
  return ref.replace(/^[^:/]+:(?:default\/)?/, '');
}

/** `platform or security`, for sentences. */
export function anyOf(refs: readonly string[]): string {
  return refs.map(nameOf).join(' or ');
}
