import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { connectManagementCluster } from '../kubernetes';
import { ImportedProvider } from './ImportedProvider';

const none = new ImportedProvider({ clusters: [] });
const desired = aDesiredState({
  observeOnly: true,
  providerConfig: { source: 'old-shop' },
});

describe('ImportedProvider', () => {
  it('blocks clusters that would have to be made', async () => {
    expect((await none.preview()).findings).toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'provider-only-imports',
      }),
    ]);
  });

  it('writes and deletes nothing', async () => {
    const refusal = { name: 'ProviderRefusedError' };
    await expect(none.apply()).rejects.toMatchObject(refusal);
    await expect(none.delete()).rejects.toMatchObject(refusal);
  });

  it('finds nothing that is not configured, and takes nothing for gone that no longer is', async () => {
    expect(await none.inspect({ source: 'old-shop' })).toBeUndefined();
    await expect(none.observe({ desired })).rejects.toMatchObject({
      name: 'ProviderUnreachableError',
      message:
        '"old-shop" is none of clusterProfiles.imported.clusters any more',
    });
    expect(await none.preflight()).toEqual([
      expect.objectContaining({ code: 'imported-clusters-missing' }),
    ]);
  });

  it('does not take what cannot be reached for gone', async () => {
    const provider = new ImportedProvider({
      clusters: [
        connectManagementCluster({
          config: {
            name: 'old-shop',
            connection: { way: 'kubeconfig', file: './there-is-none.yaml' },
            requestTimeoutSeconds: 1,
          },
          clock: { now: () => new Date(), random: () => 0 },
        }),
      ],
    });
    expect(await provider.preflight()).toEqual([]);
    // What is configured is known without asking anybody.
    expect((await provider.discover().next()).value).toEqual({
      source: 'old-shop',
    });
    for (const attempt of [
      () => provider.inspect({ source: 'old-shop' }),
      () => provider.observe({ desired }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({
        name: 'ProviderUnreachableError',
        message: expect.stringContaining('"old-shop"'),
      });
    }
  });

  it('gives access for add-ons only where another way in is configured', async () => {
    const reader = {} as any;
    const delivery = {
      address: async () => ({ server: 'https://a', certificateAuthority: 'b' }),
      reader: { get: async () => ({}) },
      requestToken: async () => ({
        token: 'canary',
        expiresAt: '2026-01-03T00:00:00Z',
      }),
    } as any;
    const clusters = [
      { name: 'old-shop', reader, delivery },
      { name: 'old-bank', reader },
    ];
    const provider = new ImportedProvider({ clusters });
    const bank = aDesiredState({
      observeOnly: true,
      providerConfig: { source: 'old-bank' },
    });
    expect(provider.hasDeliveryAccess({ desired })).toBe(true);
    expect(provider.hasDeliveryAccess({ desired: bank })).toBe(false);
    await expect(
      provider.deliveryAccess({ desired, seconds: 60 }),
    ).resolves.toMatchObject({ token: 'canary' });
    await expect(
      provider.deliveryAccess({ desired: bank, seconds: 60 }),
    ).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining('"old-bank"'),
    });
  });
});
