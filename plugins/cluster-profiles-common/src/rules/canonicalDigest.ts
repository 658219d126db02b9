import canonicalize from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** Canonical JSON (RFC 8785) of a value. Members that are `undefined` do not count. @public */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(JSON.parse(JSON.stringify(value)));
  if (text === undefined) {
    throw new TypeError('Only JSON values have a digest');
  }
  return text;
}

/** SHA-256 of the canonical JSON of a value, lower-case hex. @public */
export function canonicalDigest(value: unknown): string {
  return bytesDigest(canonicalJson(value));
}

/** SHA-256 of bytes or of the UTF-8 of a text, lower-case hex. @public */
export function bytesDigest(bytes: Uint8Array | string): string {
  return bytesToHex(
    sha256(typeof bytes === 'string' ? utf8ToBytes(bytes) : bytes),
  );
}
