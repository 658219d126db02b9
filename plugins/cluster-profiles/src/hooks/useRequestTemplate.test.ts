import { HIDDEN_VALUE } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterDetail } from '../__testUtils__/fixtures';
import { requestAgain } from './useRequestTemplate';

const NOW = new Date('2026-11-23T12:00:00.000Z');

describe('requestAgain', () => {
  it('carries all over but the name', () => {
    expect(
      requestAgain(clusterDetail({ description: 'The shop' }), NOW),
    ).toEqual({
      profile: { name: 'production-base', version: '1.3.1' },
      owner: 'group:default/checkout',
      target: 'prod-eu1',
      description: 'The shop',
      parameters: { workers: 5, ingressReplicas: 2 },
      follow: 'patch',
      addOnProfiles: [],
      endsOn: undefined,
    });
  });

  it('carries add-on profiles over with their parameters, but for those that are hidden', () => {
    const { profiles, desired } = clusterDetail();
    const addOn = (name: string) => ({
      ...profiles[0],
      name,
      version: '1.0.0',
      type: 'add-on' as const,
    });
    const cluster = clusterDetail({
      profiles: [...profiles, addOn('observability'), addOn('secrets')],
      desired: {
        ...desired!,
        parameters: {
          ...desired!.parameters,
          observability: { days: 7 },
          secrets: { vault: HIDDEN_VALUE },
        },
      },
    });
    expect(requestAgain(cluster, NOW)?.addOnProfiles).toEqual([
      { name: 'observability', version: '1.0.0', parameters: { days: 7 } },
      { name: 'secrets', version: '1.0.0', parameters: undefined },
    ]);
  });

  it.each([
    ['2027-01-31', '2027-01-31'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-22', undefined],
  ])('of the last day %s takes %p over', (endsOn, taken) => {
    expect(requestAgain(clusterDetail({ endsOn }), NOW)?.endsOn).toBe(taken);
  });

  it('finds the main profile among add-ons', () => {
    const [main] = clusterDetail().profiles;
    const profiles = [
      { ...main, name: 'extras', type: 'add-on' as const },
      main,
    ];
    expect(requestAgain(clusterDetail({ profiles }), NOW)?.profile).toEqual({
      name: main.name,
      version: main.version,
    });
  });

  it('has nothing to carry before the first revision, or for what only runs add-ons', () => {
    expect(
      requestAgain(clusterDetail({ desired: undefined }), NOW),
    ).toBeUndefined();
    const [main] = clusterDetail().profiles;
    expect(
      requestAgain(
        clusterDetail({ profiles: [{ ...main, type: 'add-on' }] }),
        NOW,
      ),
    ).toBeUndefined();
  });
});
