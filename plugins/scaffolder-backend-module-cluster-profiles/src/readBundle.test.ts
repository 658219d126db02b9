import { createMockDirectory } from '@backstage/backend-test-utils';
import { readBundle } from './readBundle';

const document = `
metadata: { name: edge-small }
spec:
  layers:
    - { name: a, source: { type: manifests, path: ./manifests/a.yaml } }
    - { name: b, source: { type: manifests, path: ./missing.yaml } }
  providers:
    cluster-api: [{ classes: ./classes/ }]
`;

describe('readBundle', () => {
  const workspace = createMockDirectory();

  beforeEach(() => {
    workspace.setContent({
      'secret.txt': 'no',
      profile: {
        'profile.yaml': document,
        'README.md': 'not referred to',
        manifests: { 'a.yaml': 'a: 1', 'b.yaml': 'b: 1' },
        classes: { 'class.yaml': 'c', deep: { 'template.yaml': 't' } },
      },
    });
  });

  it.each(['profile', './profile/', 'profile/profile.yaml'])(
    'reads the document and what it refers to: %s',
    async path => {
      await expect(
        readBundle({ workspace: workspace.path, path }),
      ).resolves.toEqual({
        document,
        files: {
          './manifests/a.yaml': 'a: 1',
          './classes/class.yaml': 'c',
          './classes/deep/template.yaml': 't',
        },
      });
    },
  );

  it.each([
    ['outside of the workspace', '../x', 'not allowed'],
    ['nothing there', 'other', 'there is no other in the workspace'],
    ['a folder without document', 'profile/classes', 'holds no profile.yaml'],
  ])('refuses a path that is %s', async (_, path, message) => {
    await expect(
      readBundle({ workspace: workspace.path, path }),
    ).rejects.toThrow(message);
  });

  it.each([
    ['leads out of the bundle', 'a: ./../secret.txt', 'not allowed'],
    ['is not YAML', 'a: [', 'profile.yaml is not YAML'],
  ])('refuses a document that %s', async (_, content, message) => {
    workspace.addContent({ 'profile/profile.yaml': content });
    await expect(
      readBundle({ workspace: workspace.path, path: 'profile' }),
    ).rejects.toThrow(message);
  });

  it('refuses bytes that are no text', async () => {
    workspace.addContent({
      'profile/manifests/a.yaml': Buffer.from([0xff, 0xfe, 0]),
    });
    await expect(
      readBundle({ workspace: workspace.path, path: 'profile' }),
    ).rejects.toThrow('manifests/a.yaml is not a UTF-8 text');
  });

  it('leaves symbolic links out, and refuses those that lead outside', async () => {
    workspace.addContent({
      'profile/classes/loop': ctx => ctx.symlink('.'),
    });
    const { files } = await readBundle({
      workspace: workspace.path,
      path: 'profile',
    });
    expect(Object.keys(files!)).toHaveLength(3);

    workspace.addContent({
      'profile/classes/link': ctx => ctx.symlink('../../secret.txt'),
    });
    await expect(
      readBundle({ workspace: workspace.path, path: 'profile' }),
    ).rejects.toThrow('not allowed');
  });
});
