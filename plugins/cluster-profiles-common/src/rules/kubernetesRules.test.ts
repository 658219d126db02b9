import { checkKubernetesMove, nextKubernetesStep } from './kubernetesRules';

const codes = (move: Parameters<typeof checkKubernetesMove>[0]) =>
  checkKubernetesMove(move).findings.map(finding => finding.code);

describe('checkKubernetesMove', () => {
  it.each<[string, string, string[], string[]]>([
    ['1.35.2', '1.35.2', [], []],
    ['1.35.2', '1.35.4', [], ['1.35.2', '1.35.4']],
    ['1.35.2', '1.36.0', [], ['1.35.2', '1.36.0']],
    ['v1.35.2', '1.35.2', [], []],
    ['1.35.2', '1.35.1', ['kubernetes-downgrade'], ['1.35.2', '1.35.1']],
    ['1.35.2', '1.34.9', ['kubernetes-downgrade'], ['1.35.2', '1.34.9']],
    [
      '1.33.1',
      '1.35.2',
      ['kubernetes-skips-minor'],
      ['1.33.1', '1.34', '1.35.2'],
    ],
    [
      '1.32.1',
      '1.35.2',
      ['kubernetes-skips-minor'],
      ['1.32.1', '1.33', '1.34', '1.35.2'],
    ],
    ['1.35.2', '2.0.0', ['kubernetes-skips-minor'], ['1.35.2', '2.0.0']],
    ['1.35', '1.36.0', ['kubernetes-version-invalid'], []],
    ['1.35.2', 'x', ['kubernetes-version-invalid'], []],
  ])('%s to %s gives %p', (from, to, expected, path) => {
    expect(codes({ from, to })).toEqual(expected);
    expect(checkKubernetesMove({ from, to }).path).toEqual(path);
  });

  it('names the minor version to take first', () => {
    const [finding] = checkKubernetesMove({
      from: '1.32.1',
      to: '1.35.2',
    }).findings;
    expect(finding).toMatchObject({
      severity: 'block',
      remedy:
        'First upgrade to a profile version with Kubernetes 1.33, or name a version of it below "through" of the layer.',
    });
  });

  it.each<[string, string, string[], string[], string[]]>([
    [
      '1.33.1',
      '1.35.2',
      ['1.34.0', 'v1.34.3', '1.33.9', '1.36.0'],
      [],
      ['1.33.1', '1.34.3', '1.35.2'],
    ],
    // What is named for one minor does not stand for another.
    [
      '1.32.1',
      '1.35.2',
      ['1.34.3'],
      ['kubernetes-skips-minor'],
      ['1.32.1', '1.33', '1.34.3', '1.35.2'],
    ],
    ['1.34.1', '1.35.2', ['1.34.3'], [], ['1.34.1', '1.35.2']],
    [
      '1.35.2',
      '1.33.1',
      ['1.34.3'],
      ['kubernetes-downgrade'],
      ['1.35.2', '1.33.1'],
    ],
  ])('%s to %s through %p gives %p', (from, to, through, expected, path) => {
    expect(codes({ from, to, through })).toEqual(expected);
    expect(checkKubernetesMove({ from, to, through }).path).toEqual(path);
  });

  it('takes workers along with each step', () => {
    const move = {
      from: '1.32.1',
      to: '1.36.0',
      through: ['1.33.1', '1.34.1', '1.35.1'],
    };
    expect(codes({ ...move, workerVersions: ['1.32.1'] })).toEqual([]);
    expect(codes({ ...move, workerVersions: ['1.29.1'] })).toEqual([
      'kubernetes-worker-skew',
    ]);
  });

  it.each<[string, string[], string[]]>([
    ['1.35.2', ['1.32.0', '1.35.2'], []],
    ['1.35.2', ['1.31.9', '1.35.2'], ['kubernetes-worker-skew']],
    ['1.35.2', ['1.36.0'], ['kubernetes-worker-skew']],
    ['1.35.2', [], []],
  ])(
    'a control plane of %s with workers of %p gives %p',
    (to, workerVersions, expected) => {
      expect(codes({ from: to, to, workerVersions })).toEqual(expected);
    },
  );
});

describe('nextKubernetesStep', () => {
  const path = ['1.33.1', '1.34.3', '1.35.2'];

  it.each<[string, boolean, string]>([
    ['1.33.1', false, '1.34.3'],
    ['1.33.1', true, '1.34.3'],
    ['1.34.3', false, '1.34.3'],
    ['1.34.3', true, '1.35.2'],
    ['1.35.2', false, '1.35.2'],
    ['1.35.2', true, '1.35.2'],
    // Somebody moved it in between.
    ['1.34.1', true, '1.34.3'],
    ['1.36.0', true, '1.35.2'],
  ])('after %s, settled: %p, it is %s', (at, settled, next) => {
    expect(nextKubernetesStep({ path, at, settled })).toBe(next);
  });
});
