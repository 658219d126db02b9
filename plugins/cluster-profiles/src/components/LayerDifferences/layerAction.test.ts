import { layerAction } from './layerAction';

const changed = {
  action: 'changed',
  versionBefore: '1.0.0',
  versionAfter: '1.1.0',
} as const;
const same = { ...changed, versionAfter: '1.0.0' };

describe('layerAction', () => {
  it.each([
    [{ ...changed, semver: 'minor' }, 'info', 'Upgraded'],
    [{ ...changed, semver: 'patch' }, 'info', 'Upgraded'],
    [{ ...changed, semver: 'major' }, 'warning', 'Upgraded, major'],
    [{ ...changed, semver: 'downgrade' }, 'warning', 'Downgraded'],
    [{ ...changed, semver: 'other' }, 'info', 'Version changed'],
    [{ ...same, values: [{ path: '/values/a' }] }, 'info', 'Values changed'],
    [{ ...same, values: [{ path: '/sha256' }] }, 'info', 'Source changed'],
    [{ action: 'added' }, 'success', 'Added'],
    [{ action: 'removed' }, 'danger', 'Removed'],
    [{ action: 'unchanged' }, 'neutral', 'Unchanged'],
  ] as const)('%j', (layer, tone, words) => {
    expect(
      layerAction({
        ...layer,
        values: 'values' in layer ? [...layer.values] : undefined,
      }),
    ).toEqual([tone, words]);
  });
});
