import { readManifests } from './readManifests';

describe('readManifests', () => {
  const read = (files: Record<string, string>) =>
    readManifests('all', {
      limit: 100,
      bytes: {
        read: async sha256 =>
          Buffer.from(
            sha256 === 'all'
              ? JSON.stringify(
                  Object.fromEntries(Object.keys(files).map(it => [it, it])),
                )
              : files[sha256],
          ),
      },
    });

  it('reads what Argo CD does, by path, and says where it is from as helm does', async () => {
    await expect(
      read({ './b.json': '{}', './a.yaml': 'a: 1', './readme.md': 'b' }),
    ).resolves.toBe('# Source: ./a.yaml\na: 1\n---\n# Source: ./b.json\n{}');
  });

  it('refuses more than may be rendered', async () => {
    await expect(read({ './a.yaml': 'a'.repeat(101) })).rejects.toMatchObject({
      name: 'ProviderRefusedError',
    });
  });
});
