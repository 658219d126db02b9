import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { clearNamespace } from './clearNamespace';

const SINCE = '2026-03-01T10:00:00Z';
const LEAVING = '2026-03-02T10:00:00Z';

type InIt = { kind: string; name: string; owned?: boolean; deleted?: boolean };

describe('clearNamespace', () => {
  async function clear(
    objects: readonly InIt[],
    options: {
      made?: string;
      seconds?: number;
      silent?: Error;
    } = {},
  ) {
    const { made = SINCE, seconds = 10, silent } = options;
    const deleted: string[] = [];
    const outcome = await clearNamespace({
      workload: {
        reader: {
          get: async () => ({
            metadata: { creationTimestamp: made, uid: 'u' },
          }),
          groups: async () => [
            { name: 'apps', versions: ['v1'] },
            { name: 'metrics.k8s.io', versions: ['v1beta1'] },
          ],
          kinds: async (apiVersion: string) => {
            if (apiVersion === 'metrics.k8s.io/v1beta1') {
              throw new Error('is not asked');
            }
            if (apiVersion === 'apps/v1' && silent) {
              throw silent;
            }
            return ['ConfigMap', 'ServiceAccount', 'Secret', 'Event', 'Review']
              .map(kind => ({
                kind,
                namespaced: true,
                listable: kind !== 'Review',
              }))
              .concat({ kind: 'Node', namespaced: false, listable: true });
          },
          async *each({ apiVersion, kind }: any) {
            for (const object of apiVersion === 'v1' ? objects : []) {
              if (object.kind === kind) {
                yield {
                  metadata: {
                    name: object.name,
                    ...(object.owned && { ownerReferences: [{}] }),
                    ...(object.deleted && { deletionTimestamp: LEAVING }),
                  },
                };
              }
            }
          },
        },
        writer: {
          delete: async ({ name }: { name: string }) => {
            deleted.push(name);
          },
        },
      } as any,
      namespace: 'shop',
      since: SINCE,
      leavingSince: LEAVING,
      now: new Date(Date.parse(LEAVING) + seconds * 1_000),
    });
    return { outcome, deleted };
  }

  it('deletes one that holds nothing but what every namespace does', async () => {
    await expect(
      clear([
        { kind: 'ConfigMap', name: 'kube-root-ca.crt' },
        { kind: 'ServiceAccount', name: 'default' },
        { kind: 'Event', name: 'web.1' },
      ]),
    ).resolves.toEqual({ outcome: 'gone', deleted: ['shop'] });
  });

  it('leaves one that is older than the layer, without a word', async () => {
    await expect(clear([], { made: '2026-03-01T09:59:59Z' })).resolves.toEqual({
      outcome: 'gone',
      deleted: [],
    });
  });

  it('leaves one that holds something, and names it', async () => {
    const { outcome, deleted } = await clear(
      ['a', 'b', 'c', 'd', 'e'].map(name => ({ kind: 'Secret', name })),
    );
    expect(outcome).toEqual({
      stays:
        'Namespace shop stays: it holds what did not go with the layer (Secret a, Secret b, Secret c, 2 more)',
    });
    expect(deleted).toEqual([]);
  });

  it('waits for what is on its way out, and not for ever', async () => {
    const going: InIt[] = [
      { kind: 'Secret', name: 'a', owned: true },
      { kind: 'Secret', name: 'b', deleted: true },
    ];
    await expect(clear(going)).resolves.toEqual({
      outcome: 'later',
      deleted: [],
    });
    await expect(clear(going, { seconds: 120 })).resolves.toEqual({
      outcome: { stays: expect.stringContaining('(Secret a, Secret b)') },
      deleted: [],
    });
  });

  it.each([
    new ProviderUnreachableError('apps does not answer'),
    new ProviderRefusedError('apps may not be listed'),
  ])('leaves one of which not all is known: %s', async silent => {
    await expect(clear([], { silent })).resolves.toEqual({
      outcome: { stays: expect.stringContaining(silent.message) },
      deleted: [],
    });
  });
});
