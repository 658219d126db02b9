import { diffValues } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonObject } from '@backstage/types';
import { riskOfChange, riskOfRemoval } from './objectRisk';
import type { RenderedObject } from './RenderedObject';

const object = (
  type: string,
  spec?: JsonObject,
  more: JsonObject = {},
): RenderedObject => {
  const [, apiVersion, kind] = /^(.*)\/(.*)$/.exec(type)!;
  return { apiVersion, kind, metadata: { name: 'x' }, spec, ...more };
};
const change = (before: RenderedObject, after: RenderedObject) =>
  riskOfChange(
    before,
    after,
    diffValues(before, after).map(({ path }) => path),
  );

describe('riskOfRemoval', () => {
  it.each<[RenderedObject, string | undefined]>([
    [
      object('apiextensions.k8s.io/v1/CustomResourceDefinition', {
        names: { kind: 'Issuer' },
      }),
      'Every Issuer on the cluster is deleted with it.',
    ],
    [
      object('v1/PersistentVolumeClaim'),
      'What is stored on its volume is lost, unless the volume is retained.',
    ],
    [object('v1/Namespace'), 'All that is in it is deleted with it.'],
    [object('v1/ConfigMap'), undefined],
    [object('example.io/v1/Namespace'), undefined],
  ])('%j', (removed, risk) => {
    expect(riskOfRemoval(removed)).toBe(risk);
  });
});

describe('riskOfChange', () => {
  const selector = (app: string) => ({ selector: { matchLabels: { app } } });
  const claim = (storage: string) =>
    object('v1/PersistentVolumeClaim', {
      resources: { requests: { storage } },
    });
  const definition = (...versions: Array<[string, boolean]>) =>
    object('apiextensions.k8s.io/v1/CustomResourceDefinition', {
      versions: versions.map(([name, served]) => ({ name, served })),
    });
  const refused = (fields: string) =>
    `Kubernetes refuses to change ${fields} of what is there: it must be deleted first.`;
  const stopped = 'Nothing of it runs any more: it has no replicas.';

  it.each<[string, JsonObject, JsonObject, string | undefined]>([
    [
      'apps/v1/Deployment',
      selector('a'),
      selector('b'),
      refused('spec.selector'),
    ],
    [
      'apps/v1/DaemonSet',
      selector('a'),
      selector('b'),
      refused('spec.selector'),
    ],
    [
      'apps/v1/StatefulSet',
      { serviceName: 'a', volumeClaimTemplates: [] },
      { serviceName: 'b', volumeClaimTemplates: [{ kind: 'x' }] },
      refused('spec.serviceName and spec.volumeClaimTemplates'),
    ],
    [
      'batch/v1/Job',
      { template: { a: 1 } },
      { template: { a: 2 } },
      refused('spec.template'),
    ],
    [
      'v1/Service',
      { clusterIP: 'None' },
      { clusterIP: '10.0.0.9' },
      refused('spec.clusterIP'),
    ],
    [
      'v1/PersistentVolumeClaim',
      { storageClassName: 'slow' },
      { storageClassName: 'fast' },
      refused('spec.storageClassName'),
    ],
    ['apps/v1/Deployment', { replicas: 2 }, { replicas: 0 }, stopped],
    ['apps/v1/StatefulSet', {}, { replicas: 0 }, stopped],
    ['apps/v1/Deployment', { replicas: 0 }, { replicas: 0, a: 1 }, undefined],
    ['apps/v1/Deployment', { replicas: 2 }, { replicas: 1 }, undefined],
    ['v1/Service', { type: 'ClusterIP' }, { type: 'NodePort' }, undefined],
    ['example.io/v1/Deployment', selector('a'), selector('b'), undefined],
  ])('%s %j to %j', (type, before, after, risk) => {
    expect(change(object(type, before), object(type, after))).toBe(risk);
  });

  it('knows fields beside the spec, and what is told to be immutable', () => {
    const storageClass = 'storage.k8s.io/v1/StorageClass';
    expect(
      change(
        object(storageClass, undefined, { parameters: { type: 'a' } }),
        object(storageClass, undefined, { parameters: { type: 'b' } }),
      ),
    ).toBe(refused('parameters'));
    const settings = (a: string, immutable: boolean) =>
      object('v1/ConfigMap', undefined, { data: { a }, immutable });
    expect(change(settings('1', true), settings('2', true))).toBe(
      refused('data'),
    );
    expect(change(settings('1', false), settings('2', false))).toBeUndefined();
  });

  it.each([
    ['10Gi', '5Gi', true],
    ['1Ti', '900G', true],
    ['5Gi', '10Gi', false],
    ['1G', '1000M', false],
    ['1Gi', 'much', false],
  ])('a volume of %s as %s', (before, after, risky) => {
    expect(change(claim(before), claim(after))).toBe(
      risky ? 'Kubernetes refuses to make a volume smaller.' : undefined,
    );
  });

  it('sees versions of a kind that are served no longer', () => {
    expect(
      change(
        definition(['v1alpha1', true], ['v1beta1', true], ['v1', true]),
        definition(['v1beta1', false], ['v1', true]),
      ),
    ).toBe(
      'Versions of its kind that are not served any more: v1alpha1, v1beta1.',
    );
    expect(
      change(definition(['v1', true]), definition(['v1', true], ['v2', true])),
    ).toBeUndefined();
  });
});
