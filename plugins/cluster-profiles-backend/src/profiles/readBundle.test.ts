import { mockServices } from '@backstage/backend-test-utils';
import { exampleBundle } from './__testUtils__/exampleBundle';
import { readBundle } from './readBundle';

const limits = { bundleBytes: 100_000, bundleFiles: 5 };
const url = 'https://github.com/acme/profiles/blob/main/base/profile.yaml';

/** A repository folder `base` with these files. */
function reader(files: Record<string, string | Buffer>) {
  const content = (name: string) => Buffer.from(files[name] as string);
  return mockServices.urlReader.mock({
    readUrl: async () => ({
      buffer: async () => content('profile.yaml'),
      etag: 'etag-of-the-file',
    }),
    readTree: async (_, options) => ({
      files: async () =>
        Object.keys(files)
          .filter(path =>
            options?.filter?.(path, { size: content(path).length }),
          )
          .map(path => ({ path, content: async () => content(path) })),
      archive: async () => {
        throw new Error('not used');
      },
      dir: async () => {
        throw new Error('not used');
      },
      etag: 'abc123',
    }),
  });
}

describe('readBundle', () => {
  const { document } = exampleBundle();

  it('reads the document and what it refers to, at one commit', async () => {
    const urlReader = reader({
      'profile.yaml': document,
      'storage/class.yaml': 'kind: StorageClass',
      'other/notes.md': 'not ours',
    });
    expect(await readBundle({ url, urlReader, limits })).toEqual({
      bundle: {
        document,
        files: { './storage/class.yaml': 'kind: StorageClass' },
      },
      commit: 'abc123',
    });
    expect(urlReader.readTree.mock.calls[0][0]).toBe(
      'https://github.com/acme/profiles/blob/main/base',
    );
  });

  it('reads the document alone when it refers to nothing', async () => {
    const alone = exampleBundle(({ spec }) => spec.layers.pop()).document;
    const urlReader = reader({ 'profile.yaml': alone });
    expect(await readBundle({ url, urlReader, limits })).toEqual({
      bundle: { document: alone, files: {} },
      commit: 'etag-of-the-file',
    });
    expect(urlReader.readTree).not.toHaveBeenCalled();
  });

  it('finds the folder where the host has the path in the query', async () => {
    const urlReader = reader({ 'profile.yaml': document });
    await readBundle({
      url: 'https://dev.azure.com/acme/p/_git/r?path=/base/profile.yaml',
      urlReader,
      limits,
    });
    expect(urlReader.readTree.mock.calls[0][0]).toBe(
      'https://dev.azure.com/acme/p/_git/r?path=%2Fbase',
    );
  });

  it('refuses a document that changed while it was read', async () => {
    const urlReader = reader({ 'profile.yaml': document });
    urlReader.readUrl.mockResolvedValue({
      buffer: async () => Buffer.from(`${document}\n`),
    });
    await expect(readBundle({ url, urlReader, limits })).rejects.toThrow(
      /changed while it was read/,
    );
  });

  it('says that an address cannot be read, whatever the host answers', async () => {
    const urlReader = reader({ 'profile.yaml': document });
    urlReader.readUrl.mockRejectedValue(new Error('502 Bad Gateway'));
    await expect(readBundle({ url, urlReader, limits })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/\/url: .* 502 Bad Gateway/),
    });
  });

  it('refuses what is too large, no text, no profile or no address', async () => {
    const large = reader({
      'profile.yaml': document,
      'storage/a': 'x'.repeat(200_000),
    });
    await expect(readBundle({ url, urlReader: large, limits })).rejects.toThrow(
      /more than 100000 bytes/,
    );
    const binary = reader({ 'profile.yaml': Buffer.from([0xff, 0xfe, 0xfd]) });
    await expect(
      readBundle({ url, urlReader: binary, limits }),
    ).rejects.toThrow(/is not UTF-8 text/);
    const foreign = reader({ 'profile.yaml': 'kind: Component' });
    await expect(
      readBundle({ url, urlReader: foreign, limits }),
    ).rejects.toThrow(/\/apiVersion/);
    await expect(
      readBundle({ url: 'base', urlReader: foreign, limits }),
    ).rejects.toThrow(/'base' is no address/);
  });
});
