import { layerDifferences } from '../../__testUtils__/fixtures';
import { upgradeSummary } from './upgradeSummary';

describe('upgradeSummary', () => {
  it('says what an upgrade would do', () => {
    const [first, ...layers] = layerDifferences();
    expect(
      upgradeSummary({
        layers: [{ ...first, action: 'added' }, ...layers],
        kubernetesPath: ['1.34.4', '1.35.2'],
      }),
    ).toBe('Kubernetes 1.34.4 → 1.35.2, 2 layers changed, 1 added');
    expect(upgradeSummary({ layers: [], kubernetesPath: ['1.34.4'] })).toBe(
      'no layer is touched',
    );
  });
});
