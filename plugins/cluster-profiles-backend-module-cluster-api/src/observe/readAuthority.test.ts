import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { stringify } from 'yaml';
import type { KubernetesObject, ReadClient } from '../kubernetes';
import { createMemory } from '../provider/ProviderMemory';
import { readAuthority } from './readAuthority';

const cluster: KubernetesObject = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'checkout', namespace: 'team-a', uid: 'uid' },
};

function secret(text: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'checkout-kubeconfig', namespace: 'team-a' },
    data: { value: Buffer.from(text).toString('base64') },
  };
}

/** A management cluster of which only one secret matters. */
function setup(answer: () => KubernetesObject | undefined) {
  const asked: string[] = [];
  const reader = {
    get: async ({ kind, name }: { kind: string; name: string }) => {
      asked.push(`${kind} ${name}`);
      return answer();
    },
  } as unknown as ReadClient;
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  const { authorities } = createMemory({
    clock: { now: () => new Date(now), random: () => 0.5 },
  });
  return {
    asked,
    advance: (minutes: number) => {
      now += minutes * 60_000;
    },
    read: () => readAuthority({ reader, cluster, authorities }),
  };
}

describe('readAuthority', () => {
  it('asks for it once, and by its name', async () => {
    const { asked, read } = setup(() =>
      secret(
        stringify({
          clusters: [{ cluster: { 'certificate-authority-data': 'Y2E=' } }],
          users: [{ user: { 'client-key-data': 'a2V5' } }],
        }),
      ),
    );
    await expect(read()).resolves.toBe('Y2E=');
    await expect(read()).resolves.toBe('Y2E=');
    expect(asked).toEqual(['Secret checkout-kubeconfig']);
  });

  it('takes up one that was renewed', async () => {
    let authority = 'Y2E=';
    const { read, advance } = setup(() =>
      secret(
        stringify({
          clusters: [{ cluster: { 'certificate-authority-data': authority } }],
        }),
      ),
    );
    await expect(read()).resolves.toBe('Y2E=');
    authority = 'bmV3';
    advance(9);
    await expect(read()).resolves.toBe('Y2E=');
    advance(1);
    await expect(read()).resolves.toBe('bmV3');
  });

  it.each<[string, () => KubernetesObject | undefined]>([
    ['there is none', () => undefined],
    [
      'we may not look',
      () => {
        throw new ProviderRefusedError('forbidden');
      },
    ],
    ['it does not parse', () => secret('users: [token: secret: {')],
    ['it holds none', () => secret('clusters: []')],
  ])('knows none where %s, and asks again', async (_, answer) => {
    const { asked, read } = setup(answer);
    await expect(read()).resolves.toBeUndefined();
    await expect(read()).resolves.toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it('does not take silence for an answer', async () => {
    const { read } = setup(() => {
      throw new ProviderUnreachableError('no answer');
    });
    await expect(read()).rejects.toThrow('no answer');
  });
});
