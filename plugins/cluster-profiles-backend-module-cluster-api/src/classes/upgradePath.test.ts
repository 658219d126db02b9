import { upgradePath } from './upgradePath';

const VERSIONS = [
  'v1.33.1',
  'v1.33.4',
  'v1.34.0',
  'v1.34.2',
  'v1.35.0',
  'v1.36.1',
];

describe('upgradePath', () => {
  it.each<[string, string, string[] | undefined, string[], string[]]>([
    ['1.34.1', '1.35.0', undefined, ['1.34.1', '1.35.0'], []],
    ['1.34.1', '1.34.1', undefined, [], []],
    ['1.34.1', '1.34.1', [], [], []],
    [
      '1.34.1',
      '1.36.0',
      undefined,
      ['1.34.1', '1.35', '1.36.0'],
      ['kubernetes-skips-minor'],
    ],
    [
      '1.35.0',
      '1.34.2',
      VERSIONS,
      ['1.35.0', '1.34.2'],
      ['kubernetes-downgrade'],
    ],
    // Several minors are one change where the class lists them; the last patch of each is the step.
    [
      '1.33.1',
      'v1.36.1',
      VERSIONS,
      ['1.33.1', '1.34.2', '1.35.0', '1.36.1'],
      [],
    ],
    ['v1.33.1', '1.33.4', VERSIONS, ['1.33.1', '1.33.4'], []],
    ['1.33.1', '1.34.0', VERSIONS, ['1.33.1', '1.34.0'], []],
    ['1.34.2', '1.34.2', VERSIONS, [], []],
    // It came from a version that the class does not list.
    ['1.34.1', '1.35.0', VERSIONS, ['1.34.1', '1.35.0'], []],
    [
      '1.34.2',
      '1.35.3',
      VERSIONS,
      ['1.34.2', '1.35.3'],
      ['kubernetes-version-not-in-class'],
    ],
    [
      '1.34.2',
      '1.36.1',
      ['v1.34.2', 'v1.36.1'],
      ['1.34.2', '1.35', '1.36.1'],
      ['kubernetes-skips-minor'],
    ],
  ])('%s to %s among %j', (from, to, kubernetesVersions, path, codes) => {
    const found = upgradePath({ from, to, kubernetesVersions });
    expect(found.path).toEqual(path);
    expect(found.findings.map(({ code }) => code)).toEqual(codes);
  });

  it('goes through what the profile names only where the class lists nothing', () => {
    const move = { from: '1.33.1', to: '1.35.0', through: ['1.34.1'] };
    expect(upgradePath(move).path).toEqual(['1.33.1', '1.34.1', '1.35.0']);
    expect(upgradePath({ ...move, kubernetesVersions: VERSIONS }).path).toEqual(
      ['1.33.1', '1.34.2', '1.35.0'],
    );
  });
});
