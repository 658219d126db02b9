const MOST = 50;
const LONGEST = 1_000;

/** Texts of `Warning` headers (RFC 7234), such as `299 - "spec.foo: unknown"`. */
export function readWarnings(header: string | undefined): string[] {
  const texts = [...(header ?? '').matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)];
  return texts
    .slice(0, MOST)
    .map(([, text]) => text.replace(/\\(.)/g, '$1').slice(0, LONGEST));
}
