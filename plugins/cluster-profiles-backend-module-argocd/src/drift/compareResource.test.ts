import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { compareField, compareResource } from './compareResource';
import type { ManagedResource } from './types';

function anObject(
  body: Record<string, object>,
  managers: Record<string, object> = {},
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'shop',
      managedFields: Object.entries(managers).map(([manager, fieldsV1]) => ({
        manager,
        fieldsV1,
        time: '2026-03-01T10:00:00Z',
      })),
    },
    ...body,
  } as KubernetesObject;
}

const WRITTEN = { 'f:spec': { 'f:replicas': {} } };
const desired = anObject({ spec: { replicas: 2 } });

function aResource(overrides: Partial<ManagedResource> = {}): ManagedResource {
  const live = anObject(
    { spec: { replicas: 5, paused: false }, status: { ready: 5 } },
    { 'argocd-controller': WRITTEN, kubectl: WRITTEN },
  );
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
    live,
    target: desired,
    predicted: anObject({ spec: { replicas: 2, paused: false } }),
    normalized: live,
    ...overrides,
  };
}

describe('compareResource', () => {
  it('tells fields, and which other than Argo CD wrote them', () => {
    expect(compareResource(aResource())).toEqual([
      {
        object: 'Deployment shop/web',
        path: '/spec/replicas',
        desired: 2,
        observed: 5,
        manager: 'kubectl',
        writtenAt: '2026-03-01T10:00:00Z',
      },
    ]);
  });

  it('tells what is missing, and what is too much', () => {
    expect(compareResource(aResource({ live: undefined }))).toEqual([
      { object: 'Deployment shop/web', path: '', whole: 'missing' },
    ]);
    expect(compareResource(aResource({ target: undefined }))).toEqual([
      expect.objectContaining({ whole: 'undesired', manager: 'kubectl' }),
    ]);
  });

  it('shows nothing of a Secret, and nothing that is large', () => {
    const normalized = anObject({ data: { key: 'hunter2' } as object });
    const secret = compareResource(
      aResource({
        kind: 'Secret',
        live: normalized,
        normalized,
        predicted: anObject({ data: { key: 'other' } as object }),
      }),
    );
    expect(secret).toEqual([
      { object: 'Secret shop/web', path: '/data/key', hidden: 'secret' },
    ]);
    const [large] = compareResource(
      aResource({
        normalized: anObject({ spec: { text: 'x'.repeat(2_000) } }),
        predicted: anObject({ spec: { text: 'y' } }),
      }),
    );
    expect(large).toMatchObject({ hidden: 'large' });
    expect(large).not.toHaveProperty('observed');
  });

  it('tells of 50 fields at most', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 80 }, (_, index) => [`l${index}`, 'x']),
    );
    expect(
      compareResource(
        aResource({
          normalized: anObject({ spec: { labels } }),
          predicted: anObject({ spec: { labels: {} } }),
        }),
      ),
    ).toHaveLength(50);
  });
});

describe('compareField', () => {
  it('finds what Argo CD is told to leave alone', () => {
    const resource = aResource({ normalized: desired, predicted: desired });
    expect(compareResource(resource)).toEqual([]);
    expect(compareField(resource, '/spec/replicas')).toEqual([
      expect.objectContaining({ desired: 2, observed: 5, manager: 'kubectl' }),
    ]);
  });

  it('does not mind what the chart leaves open', () => {
    expect(compareField(aResource(), '/spec/paused')).toEqual([]);
  });
});
