import {
  WriteConflictError,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { composeApplication } from '../application/composeApplication';
import { NAMESPACES_FINALIZER } from '../namespaces/layerNamespaceMarks';
import { applyLayer } from './applyLayer';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const MARKS = { instanceId: 'portal', revision: 2, idempotencyKey: 'k' };
const APPLICATION = composeApplication({
  cluster: aDesiredState(),
  layer: aLayer({ source: { type: 'helm', repository: 'charts' } }),
  marks: MARKS,
  namespace: 'argocd',
  now: NOW,
  repositories: new Map([['charts', 'https://charts.example']]),
});

/** An Application that is being deleted; each write makes it another version, as a real API server does. */
function leaving() {
  let version = 1;
  let live: KubernetesObject = {
    ...APPLICATION,
    operation: { sync: {} },
    metadata: {
      ...APPLICATION.metadata,
      uid: 'u',
      deletionTimestamp: NOW.toISOString(),
      finalizers: [
        'resources-finalizer.argocd.argoproj.io',
        NAMESPACES_FINALIZER,
      ],
    },
  };
  const write = (resourceVersion: string, more: Partial<KubernetesObject>) => {
    if (resourceVersion !== String(version)) {
      throw new WriteConflictError('It changed since it was read');
    }
    version++;
    live = { ...live, ...more };
    return live;
  };
  const management = {
    reader: {
      get: async () => ({
        ...live,
        metadata: { ...live.metadata, resourceVersion: String(version) },
      }),
    },
    writer: {
      merge: async (_: unknown, { resourceVersion, patch }: any) =>
        write(resourceVersion, { operation: patch.operation ?? undefined }),
      keepFinalizers: async (
        _: unknown,
        { resourceVersion, finalizers }: any,
      ) =>
        write(resourceVersion, { metadata: { ...live.metadata, finalizers } }),
    },
  };
  return { management: management as any, read: () => live };
}

describe('applyLayer', () => {
  it('lets an Application go that is being deleted, and comes again', async () => {
    const { management, read } = leaving();
    await expect(
      applyLayer({
        management,
        application: APPLICATION,
        marks: MARKS,
        now: NOW,
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('once it is gone'),
    });
    expect(read().operation).toBeUndefined();
    expect(read().metadata.finalizers).toEqual([
      'resources-finalizer.argocd.argoproj.io',
    ]);
  });
});
