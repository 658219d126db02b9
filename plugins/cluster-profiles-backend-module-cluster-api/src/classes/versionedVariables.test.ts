import { versionedVariables } from './versionedVariables';

describe('versionedVariables', () => {
  const byKubernetes = {
    imageId: {
      '1.34': 'image-34',
      '1.34.3': 'image-34-3',
      '1.35.2': 'image-35',
    },
  };

  it.each([
    ['1.34.3', 'image-34-3'],
    ['1.34.1', 'image-34'],
    ['1.35.2', 'image-35'],
  ])(
    'of %s are those of the version, else of its minor',
    (version, imageId) => {
      expect(versionedVariables({ byKubernetes, version })).toEqual({
        values: { imageId },
        findings: [],
      });
    },
  );

  it('are not guessed from another version', () => {
    const { values, findings } = versionedVariables({
      byKubernetes,
      version: '1.35.1',
    });
    expect(values).toEqual({});
    expect(findings).toMatchObject([
      {
        severity: 'block',
        code: 'class-variable-missing',
        path: '/providers/cluster-api/variablesByKubernetes/imageId',
      },
    ]);
  });
});
