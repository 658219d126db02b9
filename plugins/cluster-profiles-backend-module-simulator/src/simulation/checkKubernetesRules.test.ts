import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { accept, aRunningCluster, trace } from '../__testUtils__/simulate';
import { checkKubernetesRules } from './checkKubernetesRules';
import { clusterSpec } from './clusterSpec';

function specAt(version: string, replicas = 1) {
  return clusterSpec({
    ...withLayer(aDesiredState(), 'kubernetes', { version }),
    nodePools: { controlPlane: { replicas }, workers: [] },
  });
}

describe('checkKubernetesRules', () => {
  const live = aRunningCluster();

  it.each([
    ['1.34.2', []],
    ['1.34.5', []],
    ['1.35.0', []],
    ['1.34.1', ['kubernetes-downgrade']],
    ['1.33.9', ['kubernetes-downgrade']],
    ['1.36.0', ['kubernetes-minor-skipped']],
    ['2.0.0', ['kubernetes-minor-skipped']],
  ])('from 1.34.2 to %s', (version, codes) => {
    const findings = checkKubernetesRules(specAt(version), live);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('has no version to compare with for a new cluster', () => {
    expect(checkKubernetesRules(specAt('1.30.0'), undefined)).toEqual([]);
  });

  it.each([
    [1, true],
    [3, true],
    [5, true],
    [0, false],
    [2, false],
    [4, false],
  ])('%d control plane machines', (replicas, accepted) => {
    expect(
      checkKubernetesRules(specAt('1.34.2', replicas), undefined),
    ).toHaveLength(accepted ? 0 : 1);
  });

  it('counts from the oldest control plane machine while an upgrade is under way', () => {
    const upgraded = withLayer(aDesiredState(), 'kubernetes', {
      version: '1.35.2',
    });
    const underWay = trace(accept(upgraded, live))[1];
    expect(checkKubernetesRules(specAt('1.36.0'), underWay)).toMatchObject([
      {
        code: 'kubernetes-minor-skipped',
        message: expect.stringContaining('the control plane runs v1.34.2'),
      },
    ]);
  });
});
