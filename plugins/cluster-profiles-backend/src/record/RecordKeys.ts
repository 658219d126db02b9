import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InputError } from '@backstage/errors';
import type { RecordSignature } from '@cluster-profiles/plugin-cluster-profiles-common';

/** A key as it is configured: PEM, private (PKCS #8) or, of a retired one, public (SPKI). */
export interface RecordKeyConfig {
  id: string;
  /** Path of the PEM. */
  file?: string;
  /** The PEM itself; instead of `file`. */
  value?: string;
}

/** Ed25519 keys of the record, held outside the database. The first signs; all verify. */
export class RecordKeys {
  readonly #signer?: { id: string; key: KeyObject };
  readonly #publicKeys: ReadonlyMap<string, KeyObject>;

  readonly #unsignedUntil: string;

  private constructor(options: {
    publicKeys: ReadonlyMap<string, KeyObject>;
    signer?: { id: string; key: KeyObject };
    unsignedUntil?: string;
  }) {
    this.#publicKeys = options.publicKeys;
    this.#signer = options.signer;
    this.#unsignedUntil = options.unsignedUntil ?? '';
  }

  /** Throws `InputError` with the path of the key that is wrong; never quotes it. */
  static create(
    configs: readonly RecordKeyConfig[],
    options: {
      /** What was decided before this time may be unsigned, ISO 8601. */
      unsignedUntil?: string;
    } = {},
  ): RecordKeys {
    const publicKeys = new Map<string, KeyObject>();
    let signer: { id: string; key: KeyObject } | undefined;
    for (const [index, config] of configs.entries()) {
      const path = `clusterProfiles.record.keys[${index}]`;
      if (publicKeys.has(config.id)) {
        throw new InputError(`${path}.id: '${config.id}' is there twice`);
      }
      const pem = readPem(config, path);
      publicKeys.set(
        config.id,
        readKey(() => createPublicKey(pem), path),
      );
      if (index === 0) {
        signer = {
          id: config.id,
          key: readKey(() => createPrivateKey(pem), path),
        };
      }
    }
    return new RecordKeys({ ...options, publicKeys, signer });
  }

  /** Whether there is a key to sign with. */
  get signs(): boolean {
    return this.#signer !== undefined;
  }

  /** Whether what was decided at that time has to be signed. */
  requireSignature(at: string): boolean {
    return this.#signer !== undefined && at >= this.#unsignedUntil;
  }

  /** Undefined when there is no key. */
  sign(statement: string): RecordSignature | undefined {
    return (
      this.#signer && {
        keyId: this.#signer.id,
        signature: sign(
          null,
          Buffer.from(statement),
          this.#signer.key,
        ).toString('base64'),
      }
    );
  }

  verify(statement: string, { keyId, signature }: RecordSignature): boolean {
    const key = this.#publicKeys.get(keyId);
    return (
      key !== undefined &&
      verify(
        null,
        Buffer.from(statement),
        key,
        Buffer.from(signature, 'base64'),
      )
    );
  }

  /** SPKI PEM by id, for those who verify. */
  publicKeys(): Array<{ id: string; publicKey: string }> {
    return [...this.#publicKeys].map(([id, key]) => ({
      id,
      publicKey: key.export({ type: 'spki', format: 'pem' }).toString(),
    }));
  }
}

function readPem({ file, value }: RecordKeyConfig, path: string): string {
  if ((file === undefined) === (value === undefined)) {
    throw new InputError(`${path}: needs either file or value`);
  }
  if (value !== undefined) {
    return value;
  }
  try {
    return readFileSync(file!, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(`${path}.file: cannot be read (${code})`);
  }
}

function readKey(read: () => KeyObject, path: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    // Its message may quote what it could not read.
    throw new InputError(
      `${path}: must be a PEM of an Ed25519 key, the first one private: openssl genpkey -algorithm ed25519`,
    );
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new InputError(
      `${path}: is a key of type ${key.asymmetricKeyType}; it must be ed25519`,
    );
  }
  return key;
}
