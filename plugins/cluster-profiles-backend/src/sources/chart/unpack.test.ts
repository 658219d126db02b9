import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { packFiles } from '../mirror/packFiles';
import { unpack } from './unpack';

const limits = { bytes: 100_000, files: 3, depth: 4 };

/** Whatever the names and types of the entries are. */
function archive(
  ...entries: Array<{ path: string; type?: string; linkpath?: string }>
): Buffer {
  const blocks = entries.map(({ path, type = 'File', linkpath }) => {
    const header = Buffer.alloc(512);
    new Header({
      path,
      type: type as 'File',
      linkpath,
      size: 0,
      mode: 0o644,
    }).encode(header);
    return header;
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe('unpack', () => {
  it('gives the content of each file', async () => {
    const packed = packFiles(
      new Map([
        ['web/Chart.yaml', Buffer.from('name: web')],
        ['web/a/b', Buffer.alloc(2_000, 'x')],
        ['web/empty', Buffer.alloc(0)],
      ]),
    );
    const files = await unpack(packed, limits);
    expect([...files.keys()]).toEqual([
      'web/Chart.yaml',
      'web/a/b',
      'web/empty',
    ]);
    expect(String(files.get('web/Chart.yaml'))).toBe('name: web');
    expect(files.get('web/a/b')).toHaveLength(2_000);
    expect(files.get('web/empty')).toHaveLength(0);
  });

  it('passes folders over', async () => {
    const packed = archive(
      { path: 'web/', type: 'Directory' },
      { path: './web/a' },
    );
    expect([...(await unpack(packed, limits)).keys()]).toEqual(['web/a']);
  });

  it.each([
    ['../etc/passwd'],
    ['web/../../etc/passwd'],
    ['/etc/passwd'],
    ['web//a'],
    ['web\\..\\a'],
    ['C:/a'],
  ])('refuses the path %s', async path => {
    await expect(unpack(archive({ path }), limits)).rejects.toMatchObject({
      reason: 'broken',
    });
  });

  it.each(['SymbolicLink', 'Link', 'CharacterDevice', 'FIFO'])(
    'refuses a %s',
    async type => {
      await expect(
        unpack(
          archive({ path: 'web/a', type, linkpath: '/etc/passwd' }),
          limits,
        ),
      ).rejects.toMatchObject({ reason: 'broken' });
    },
  );

  it('refuses the same file twice', async () => {
    await expect(
      unpack(archive({ path: 'web/a' }, { path: './web/a' }), limits),
    ).rejects.toMatchObject({ message: "The archive holds 'web/a' twice" });
  });

  it('refuses what is too much', async () => {
    const files = ['a', 'b', 'c', 'd'].map(name => ({ path: `web/${name}` }));
    await expect(unpack(archive(...files), limits)).rejects.toMatchObject({
      reason: 'too-large',
      message: 'The archive holds more than 3 files',
    });
    await expect(
      unpack(archive({ path: 'a/b/c/d/e' }), limits),
    ).rejects.toMatchObject({ reason: 'too-large' });
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    await expect(unpack(bomb, limits)).rejects.toMatchObject({
      reason: 'too-large',
    });
  });

  it.each([
    ['text', Buffer.from('<html>')],
    ['nothing', Buffer.alloc(0)],
    ['another format', gzipSync(Buffer.from('x'.repeat(600)))],
    ['half of it', gzipSync(Buffer.alloc(3_000)).subarray(0, 15)],
  ])('refuses %s', async (_, bytes) => {
    await expect(unpack(bytes, limits)).rejects.toMatchObject({
      reason: 'broken',
    });
  });
});
