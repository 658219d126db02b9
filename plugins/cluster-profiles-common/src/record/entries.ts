import type { JsonValue } from '@backstage/types';
import type { Activity } from '../model/cluster';
import { canonicalDigest } from '../rules/canonicalDigest';

/** What changed, by name: before and after. Of anything that may be a secret only the digest. @public */
export type RecordedDifference = Record<
  string,
  { before?: JsonValue; after?: JsonValue }
>;

/** The personal part of an entry. It may be erased: the entry keeps a commitment to it, which the salt keeps from being guessed. @public */
export interface RecordedWords {
  /** Entity reference of a user, or `service:…` / `system:…`. */
  actor: string;
  /** Entity reference of the user whose token the actor carried. */
  onBehalfOf?: string;
  message: string;
  /** 32 hexadecimal digits, random. */
  salt: string;
}

/** One link in the chain of a subject, as an export holds it. @public */
export interface RecordEntry {
  /** `cluster:UID`, `profile:NAME` or `system:NAME`, see `recordSubject`. */
  subject: string;
  /** From 1, without gaps, within the subject. */
  sequence: number;
  /** `hash` of the entry before; null in the first. */
  previous: string | null;
  at: string;
  /** Kebab-case verb, such as `change-approved`. */
  type: string;
  changeId?: string;
  difference?: RecordedDifference;
  /** Of the HTTP request that led to it. */
  requestId?: string;
  /** Commitment to the personal part, see `wordsDigest`. */
  words: string;
  /** SHA-256 over all of the above, see `entryHash`. */
  hash: string;
  /** Absent once it was erased. */
  said?: RecordedWords;
}

/** Names of clusters are reused, UIDs are not. @public */
export function recordSubject(subject: Activity['subject']): string {
  return `${subject.kind}:${subject.uid ?? subject.name}`;
}

/** @public */
export function wordsDigest(words: RecordedWords): string {
  const { actor, onBehalfOf, message, salt } = words;
  return canonicalDigest({ actor, onBehalfOf, message, salt });
}

/** @public */
export function entryHash(entry: Omit<RecordEntry, 'hash' | 'said'>): string {
  const { subject, sequence, previous, at, type, words } = entry;
  const { changeId, difference, requestId } = entry;
  return canonicalDigest({
    subject,
    sequence,
    previous,
    at,
    type,
    changeId,
    difference,
    requestId,
    words,
  });
}
