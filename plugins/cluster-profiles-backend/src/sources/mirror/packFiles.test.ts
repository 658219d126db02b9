import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { unpack } from '../chart/unpack';
import { packFiles } from './packFiles';

const files: Array<[string, Uint8Array]> = [
  ['b/long.yaml', Buffer.alloc(70_000, 'y')],
  ['a.yaml', Buffer.from('kind: A\n')],
];

describe('packFiles', () => {
  it('packs exactly what it is given', async () => {
    const unpacked = await unpack(packFiles(new Map(files)));
    expect([...unpacked]).toEqual([files[1], files[0]]);
  });

  it('always makes the same bytes of the same files', () => {
    const packed = packFiles(new Map(files));
    expect(packFiles(new Map([...files].reverse()))).toEqual(packed);
    // Mirrors hold it by this digest, and clusters refer to it.
    expect(bytesDigest(packed)).toBe(
      '02562ff6f14659fdecd14f1b72444335bf0a49b335359cfa202e5442f619004f',
    );
  });

  it('refuses a path that does not fit', () => {
    const path = `${'a'.repeat(150)}/${'b'.repeat(150)}`;
    expect(() => packFiles(new Map([[path, Buffer.alloc(1)]]))).toThrow(
      expect.objectContaining({
        name: 'ProviderRefusedError',
        message: expect.stringContaining('is too long'),
      }),
    );
  });
});
