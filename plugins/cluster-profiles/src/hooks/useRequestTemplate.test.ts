import { clusterDetail } from '../__testUtils__/fixtures';
import { requestAgain } from './useRequestTemplate';

describe('requestAgain', () => {
  it('carries all over but the name', () => {
    expect(requestAgain(clusterDetail({ description: 'The shop' }))).toEqual({
      profile: { name: 'production-base', version: '1.3.1' },
      owner: 'group:default/checkout',
      target: 'prod-eu1',
      description: 'The shop',
      parameters: { workers: 5, ingressReplicas: 2 },
      follow: 'patch',
    });
  });

  it('finds the main profile among add-ons', () => {
    const [main] = clusterDetail().profiles;
    const profiles = [
      { ...main, name: 'extras', type: 'add-on' as const },
      main,
    ];
    expect(requestAgain(clusterDetail({ profiles }))?.profile).toEqual({
      name: main.name,
      version: main.version,
    });
  });

  it('has nothing to carry before the first revision, or for what only runs add-ons', () => {
    expect(requestAgain(clusterDetail({ desired: undefined }))).toBeUndefined();
    const [main] = clusterDetail().profiles;
    expect(
      requestAgain(clusterDetail({ profiles: [{ ...main, type: 'add-on' }] })),
    ).toBeUndefined();
  });
});
