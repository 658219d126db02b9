import { canonicalDigest } from './canonicalDigest';

/** Stands for a text that was erased. @public */
export const ERASED = '(erased)';

/**
 * What digests and signatures are over instead of a text. The salt, 32 hexadecimal digits, is erased with the text and keeps it from
 * being guessed; texts of before had none. Where the text was erased, the digest is the one that was kept.
 * @public
 */
export function textDigest(
  text: string,
  options: { salt?: string | null; kept?: string | null } = {},
): string {
  const { salt, kept } = options;
  if (text === ERASED && kept) {
    return kept;
  }
  return canonicalDigest(salt ? { text, salt } : text);
}
