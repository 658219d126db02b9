import type { JsonObject } from '@backstage/types';
import { aBundle } from '../classes/__testUtils__/classFiles';
import type { KubernetesObject, ManagedFieldsEntry } from '../kubernetes';
import {
  checkAdoption,
  checkPoolKinds,
  checkUnnamedPools,
} from './checkAdoption';

const spec: JsonObject = { topology: { classRef: { name: 'teams' } } };

function theirs(
  changes: Partial<KubernetesObject['metadata']> = {},
  rest: Partial<KubernetesObject> = {},
): KubernetesObject {
  return {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: { name: 'old', namespace: 'team-a', ...changes },
    spec,
    ...rest,
  };
}

const owns = (
  manager: string,
  fields: JsonObject = { 'f:spec': { 'f:topology': {} } },
): { managedFields: ManagedFieldsEntry[] } => ({
  managedFields: [{ manager, operation: 'Apply', fieldsV1: fields }],
});

const codes = (live: KubernetesObject) =>
  checkAdoption(live).map(({ severity, code }) => `${severity} ${code}`);

describe('checkAdoption', () => {
  it('lets pass what people and controllers made', () => {
    expect(codes(theirs(owns('kubectl-client-side-apply')))).toEqual([]);
    expect(
      codes(theirs(owns('argocd-controller', { 'f:metadata': {} }))),
    ).toEqual([]);
    expect(
      codes(
        theirs({ labels: { 'app.kubernetes.io/managed-by': 'terraform' } }),
      ),
    ).toEqual([]);
    // How Config Sync is told to leave an object alone.
    expect(
      codes(
        theirs({
          annotations: { 'configmanagement.gke.io/managed': 'disabled' },
        }),
      ),
    ).toEqual([]);
  });

  it.each<[string, KubernetesObject['metadata'] | object]>([
    ['Argo CD', owns('argocd-controller')],
    ['Argo CD', owns('argocd-application-controller')],
    ['Argo CD', { annotations: { 'argocd.argoproj.io/tracking-id': 'a:b' } }],
    ['Flux', owns('kustomize-controller')],
    ['Flux', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'fleet' } }],
    ['Flux', { labels: { 'helm.toolkit.fluxcd.io/name': 'fleet' } }],
    ['Helm', owns('helm')],
    ['Helm', { annotations: { 'meta.helm.sh/release-name': 'fleet' } }],
    ['Helm', { labels: { 'app.kubernetes.io/managed-by': 'Helm' } }],
    ['kapp', owns('kapp-server-side')],
    ['kapp', { labels: { 'kapp.k14s.io/app': '1' } }],
    [
      'Rancher',
      {
        labels: {
          'app.kubernetes.io/managed-by': 'Helm',
          'objectset.rio.cattle.io/hash': 'a1',
        },
      },
    ],
    ['Config Sync', owns('configsync')],
    [
      'Config Sync',
      { annotations: { 'configmanagement.gke.io/managed': 'enabled' } },
    ],
    [
      'Config Sync',
      {
        labels: { 'app.kubernetes.io/managed-by': 'configmanagement.gke.io' },
      },
    ],
  ])('leaves to %s what it keeps: %j', (tool, metadata) => {
    expect(checkAdoption(theirs(metadata))).toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'adoption-other-manager',
        message: expect.stringContaining(
          `Cluster team-a/old is kept by ${tool}`,
        ),
      }),
    ]);
  });

  it('blocks what could not be written, or would not be heeded', () => {
    expect(codes(theirs({}, { spec: {} }))).toEqual([
      'block adoption-no-topology',
    ]);
    expect(codes(theirs({}, { spec: { ...spec, paused: true } }))).toEqual([
      'block adoption-paused',
    ]);
  });
});

describe('checkUnnamedPools', () => {
  it('blocks pools that would stay, whoever made them, and leaves variables to the API server', () => {
    const object = 'Cluster team-a/old';
    const workers = '/spec/topology/workers';
    expect(
      checkUnnamedPools([
        { object, path: `${workers}/machineDeployments/batch` },
        { object, path: `${workers}/machinePools/spot` },
        { object, path: '/spec/topology/variables/x' },
      ]).map(({ severity, path }) => `${severity} ${path}`),
    ).toEqual([
      `block ${workers}/machineDeployments/batch`,
      `block ${workers}/machinePools/spot`,
    ]);
  });
});

describe('checkPoolKinds', () => {
  const cluster = (workerClass: string) =>
    theirs(
      {},
      {
        spec: {
          topology: {
            workers: {
              machineDeployments: [{ name: 'general', class: workerClass }],
            },
          },
        },
      },
    );
  const check = (change: (text: string) => string, after = 'gpu-worker') =>
    checkPoolKinds({
      before: aBundle(),
      after: aBundle(change),
      live: cluster('default-worker'),
      result: cluster(after),
    }).map(({ code, message }) => `${code} ${message}`);

  it('compares pools by name, whatever their class is called', () => {
    expect(check(text => text)).toEqual([]);
  });

  it.each([
    ['infrastructure', 'DevMachineTemplate', 'AWSMachineTemplate'],
    ['bootstrap', 'KubeadmConfigTemplate', 'OtherConfigTemplate'],
  ])('blocks machines of another %s', (part, kind, other) => {
    expect(check(text => text.replaceAll(kind, other))).toEqual([
      expect.stringContaining(
        `class-incompatible A cluster cannot move between these classes: ${part} of pool general changes from ${kind}`,
      ),
    ]);
  });
});
