import { canonicalDigest } from './canonicalDigest';

/** Stands for a text that was erased. @public */
export const ERASED = '(erased)';

/** What a signature is over instead of a text: the digest of it, which is kept where the text was erased. @public */
export function textDigest(text: string, kept?: string | null): string {
  return text === ERASED && kept ? kept : canonicalDigest(text);
}
