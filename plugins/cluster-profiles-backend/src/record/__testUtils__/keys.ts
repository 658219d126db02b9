import { generateKeyPairSync } from 'node:crypto';

/** A new Ed25519 key, as it would be configured. */
export function aKey(id: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    config: {
      id,
      value: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
