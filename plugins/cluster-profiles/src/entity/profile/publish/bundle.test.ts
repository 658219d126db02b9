import {
  chosenFiles,
  documentError,
  MOST_BYTES,
  readFolder,
  textOf,
  type ChosenFile,
} from './bundle';

const file = (path: string, text = '', size = text.length): ChosenFile => ({
  path,
  size,
  text: async () => text,
});

describe('chosenFiles', () => {
  it('leaves out the name of the folder, and hidden files', () => {
    const at = (webkitRelativePath: string) =>
      Object.defineProperty(new File(['x'], 'x'), 'webkitRelativePath', {
        value: webkitRelativePath,
      });
    expect(
      chosenFiles([
        at('1.4.0/profile.yaml'),
        at('1.4.0/policies/a.yaml'),
        at('1.4.0/.git/config'),
      ]).map(({ path }) => path),
    ).toEqual(['profile.yaml', 'policies/a.yaml']);
  });
});

describe('readFolder', () => {
  it('takes the document, and the files below its place', async () => {
    await expect(
      readFolder([
        file('1.4.0/policies/a.yaml', 'a'),
        file('1.4.0/profile.yaml', 'document'),
        file('README.md', 'no'),
      ]),
    ).resolves.toEqual({
      document: 'document',
      files: { './policies/a.yaml': 'a' },
    });
  });

  it.each([
    [[file('README.md')], /has no profile.yaml/],
    [
      [file('1.3.0/profile.yaml'), file('1.4.0/profile.yaml')],
      /several profiles: 1.3.0\/profile.yaml, 1.4.0\/profile.yaml/,
    ],
    [
      [
        file('profile.yaml'),
        ...Array.from({ length: 201 }, (_, index) => file(`f${index}`)),
      ],
      /201 files beside the profile; a bundle has at most 200/,
    ],
    [
      [file('profile.yaml'), file('big.bin', '', MOST_BYTES + 1)],
      /2.0 MiB; a bundle has at most 2 MiB/,
    ],
  ])('refuses what is no bundle (%#)', async (files, message) => {
    await expect(readFolder(files)).rejects.toThrow(message);
  });
});

describe('documentError', () => {
  it('has nothing against the document of the profile', () => {
    expect(documentError('metadata: { name: base }', 'base')).toBeUndefined();
  });

  it.each([
    ['metadata: { name: other }', /of the profile other; this page publishes/],
    ['a text', /of no profile/],
    ['', /is empty/],
    ['a: 1\n---\nb: 2\n', /holds 2 YAML documents/],
    ['a: [', /is no YAML/],
    ['x'.repeat(MOST_BYTES + 1), /at most 2 MiB/],
  ])('says what is wrong (%#)', (document, expected) => {
    expect(documentError(document, 'base')).toMatch(expected);
  });
});

describe('textOf', () => {
  it('reads UTF-8, and refuses everything else', async () => {
    await expect(textOf(new File(['größer'], 'a.yaml'))).resolves.toBe(
      'größer',
    );
    await expect(
      textOf(new File([new Uint8Array([0xff, 0xfe, 0x00])], 'a.bin')),
    ).rejects.toThrow('a.bin is no UTF-8 text');
  });
});
