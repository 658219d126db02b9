import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aPicture } from './__testUtils__/pictures';
import { hasIssue } from './hasIssue';

const updating = { phase: 'updating', drift: 'InSync' } as const;

describe('hasIssue', () => {
  it.each([
    ['degraded', 'InSync', true],
    ['held', 'InSync', true],
    ['unknown', 'Unknown', true],
    ['ready', 'Drifted', true],
    ['ready', 'Overridden', false],
    ['updating', 'InSync', false],
  ] as const)('%s, %s: %s', (phase, drift, expected) => {
    expect(hasIssue({ phase, drift })).toBe(expected);
  });

  it('sees a layer that fails while the cluster is updating', () => {
    const failing = {
      seeLayers: { ingress: { health: 'Degraded' as const } },
    };
    expect(hasIssue(updating, { picture: aPicture(failing) })).toBe(true);
    expect(
      hasIssue(updating, {
        picture: aPicture({
          seeLayers: { ingress: { health: 'Degraded', digest: 'earlier' } },
        }),
      }),
    ).toBe(false);
    expect(hasIssue(updating, { picture: aPicture() })).toBe(false);
    expect(
      hasIssue(
        { phase: 'deleting', drift: 'Unknown' },
        {
          picture: aPicture({
            ...failing,
            desired: { ...aDesiredState(), deleted: true },
          }),
        },
      ),
    ).toBe(false);
  });

  it('sees trouble while the cluster is updating', () => {
    expect(hasIssue(updating, { trouble: 'Quota exceeded' })).toBe(true);
  });
});
