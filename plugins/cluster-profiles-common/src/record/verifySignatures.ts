import type { RecordSignature } from './statements';

/**
 * Whether a text has the signature that is claimed. False for a key that it does not know. `node:crypto` or WebCrypto behind
 * it, so that this package needs neither.
 * @public
 */
export type VerifySignature = (
  statement: string,
  signed: RecordSignature,
) => boolean | Promise<boolean>;

/** What has to be signed, and whether it is. */
export interface SignatureCheck {
  /** Why something is not signed as it has to be; undefined when it is. */
  whyNot(options: {
    at: string;
    signed?: RecordSignature;
    statement: string;
  }): Promise<string | undefined>;
}

export function createSignatureCheck(options: {
  /** Absent: signatures are not looked at. */
  verify?: VerifySignature;
  /** What was decided before this time may be unsigned, ISO 8601. */
  unsignedUntil?: string;
}): SignatureCheck {
  const { verify, unsignedUntil = '' } = options;
  return {
    async whyNot({ at, signed, statement }) {
      if (!verify || (!signed && at < unsignedUntil)) {
        return undefined;
      }
      if (!signed) {
        return 'is not signed';
      }
      return (await verify(statement, signed))
        ? undefined
        : `does not have a signature of key '${signed.keyId}'`;
    },
  };
}
