import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readAddress } from './readAddress';

const SECRET = 'canary-token';
const PEM = '-----BEGIN CERTIFICATE-----';

describe('readAddress', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'address-'));
    await writeFile(join(folder, 'ca.crt'), PEM);
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function read(cluster: object) {
    const file = join(folder, 'kubeconfig');
    await writeFile(
      file,
      stringify({
        'current-context': 'a',
        contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
        clusters: [{ name: 'a', cluster }],
        users: [{ name: 'a', user: { token: SECRET } }],
      }),
    );
    return readAddress({
      name: 'old-shop',
      connection: { way: 'kubeconfig', file },
    });
  }

  it.each([
    [
      'in the kubeconfig',
      { 'certificate-authority-data': Buffer.from(PEM).toString('base64') },
    ],
    ['in a file beside it', { 'certificate-authority': 'ca.crt' }],
  ])('finds the certificates %s', async (_, authority) => {
    await expect(
      read({ server: 'https://shop.example', ...authority }),
    ).resolves.toEqual({
      server: 'https://shop.example',
      certificateAuthority: PEM,
    });
  });

  it('is the address of a workload connection as it stands there', async () => {
    await expect(
      readAddress({
        name: 'shop',
        connection: {
          way: 'workload',
          url: 'https://shop.example:6443',
          authority: Buffer.from(PEM).toString('base64'),
          token: SECRET,
        },
      }),
    ).resolves.toEqual({
      server: 'https://shop.example:6443',
      certificateAuthority: PEM,
    });
  });

  it.each([
    ['plain HTTP', { server: 'http://shop.example' }, 'is not https'],
    [
      'an unchecked certificate',
      { server: 'https://shop.example', 'insecure-skip-tls-verify': true },
      'is not https',
    ],
    [
      'no authority',
      { server: 'https://shop.example' },
      'names no certificate',
    ],
    [
      'a file that is missing',
      { server: 'https://shop.example', 'certificate-authority': 'none.crt' },
      'cannot be read (ENOENT)',
    ],
  ])('refuses %s', async (_, cluster, message) => {
    const attempt = read(cluster);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.not.toThrow(SECRET);
  });
});
