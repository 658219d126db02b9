import { webcrypto } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAYS = 30;

/** One authority, and what it signs, as PEM files in the folder: NAME.crt and NAME.key. */
export async function writeCertificates(folder) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const authority = await sign({ subject: 'CN=lab' });
  const signed = {
    ca: authority,
    server: await sign({
      subject: 'CN=kube-apiserver',
      authority,
      usage: ExtendedKeyUsage.serverAuth,
    }),
    webhooks: await sign({
      subject: 'CN=webhooks',
      authority,
      usage: ExtendedKeyUsage.serverAuth,
    }),
    admin: await sign({
      subject: 'O=system:masters,CN=admin',
      authority,
      usage: ExtendedKeyUsage.clientAuth,
    }),
  };
  for (const [name, { certificate, keys }] of Object.entries(signed)) {
    await writeFile(
      join(folder, `${name}.crt`),
      `${certificate.toString('pem')}\n`,
    );
    await writeKeys(folder, name, keys);
  }
  await writeKeys(folder, 'service-accounts', await newKeys());
}

const newKeys = () =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function writeKeys(folder, name, { privateKey, publicKey }) {
  const write = async (file, format, key, tag) =>
    writeFile(
      join(folder, file),
      `${PemConverter.encode(
        await webcrypto.subtle.exportKey(format, key),
        tag,
      )}\n`,
      { mode: 0o600 },
    );
  await write(`${name}.key`, 'pkcs8', privateKey, 'PRIVATE KEY');
  await write(`${name}.pub`, 'spki', publicKey, 'PUBLIC KEY');
}

/** Signed by the authority, or by itself, which makes it one. */
async function sign({ subject, authority, usage }) {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: authority?.certificate.subject ?? subject,
    publicKey: keys.publicKey,
    signingKey: (authority?.keys ?? keys).privateKey,
    signingAlgorithm: ALGORITHM,
    // Clocks of processes may differ a little.
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + DAYS * 86_400_000),
    extensions: authority
      ? [
          new BasicConstraintsExtension(false, undefined, true),
          new ExtendedKeyUsageExtension([usage]),
          new SubjectAlternativeNameExtension([
            { type: 'ip', value: '127.0.0.1' },
            { type: 'dns', value: 'localhost' },
          ]),
        ]
      : [new BasicConstraintsExtension(true, undefined, true)],
  });
  return { certificate, keys };
}
