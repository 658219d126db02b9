import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { KubernetesObject } from '../kubernetes';
import { grantDelivery } from './grantDelivery';

/** A cluster that gives tokens, and who may do what there. */
function aWorkload(there: string[] | 'not allowed to look') {
  const applied: string[] = [];
  const asked: object[] = [];
  return {
    applied,
    asked,
    workload: {
      address: async () => ({
        server: 'https://shop.example',
        certificateAuthority: 'PEM',
      }),
      reader: {
        get: async ({ kind }: { kind: string }) => {
          if (there === 'not allowed to look') {
            throw new ProviderRefusedError('forbidden');
          }
          return there.includes(kind) ? ({} as KubernetesObject) : undefined;
        },
      },
      writer: {
        apply: async (object: KubernetesObject) => {
          applied.push(object.kind);
          return object;
        },
      } as any,
      requestToken: async (options: object) => {
        asked.push(options);
        return { token: 'canary', expiresAt: '2026-01-03T00:00:00Z' };
      },
    },
  };
}

describe('grantDelivery', () => {
  it('makes the account, then a token of it', async () => {
    const { workload, applied, asked } = aWorkload([]);
    await expect(grantDelivery({ workload, seconds: 60 })).resolves.toEqual({
      server: 'https://shop.example',
      certificateAuthority: 'PEM',
      token: 'canary',
      expiresAt: '2026-01-03T00:00:00.000Z',
    });
    expect(applied).toEqual([
      'Namespace',
      'ClusterRole',
      'ServiceAccount',
      'ClusterRoleBinding',
    ]);
    expect(asked).toEqual([
      expect.objectContaining({
        namespace: 'cluster-profiles-delivery',
        account: 'cluster-profiles-delivery',
        seconds: 60,
      }),
    ]);
  });

  it.each<[string, Parameters<typeof aWorkload>[0]]>([
    ['that is there', ['ServiceAccount', 'ClusterRoleBinding']],
    ['that it may not even see', 'not allowed to look'],
  ])('leaves an account %s as it is', async (_, there) => {
    const { workload, applied, asked } = aWorkload(there);
    await grantDelivery({ workload, seconds: 60 });
    expect(applied).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('restores an account that lost its binding', async () => {
    const { workload, applied } = aWorkload(['ServiceAccount']);
    await grantDelivery({ workload, seconds: 60 });
    expect(applied).toContain('ClusterRoleBinding');
  });
});
