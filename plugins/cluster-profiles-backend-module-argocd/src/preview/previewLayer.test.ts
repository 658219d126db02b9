import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { Programs } from '../render/__testUtils__/programs';
import { LayerRenderer } from '../render/LayerRenderer';
import { previewLayer } from './previewLayer';

const CHART = Buffer.from([0x1f, 0x8b, 1]);
const SHA256 = createHash('sha256').update(CHART).digest('hex');
const bytes = {
  async read(sha256: string) {
    if (sha256 !== SHA256) {
      throw new NotFoundError(`There are no bytes ${sha256}`);
    }
    return CHART;
  },
};

jest.setTimeout(60_000);

describe('previewLayer', () => {
  let programs: Programs;
  let renderer: LayerRenderer;

  beforeEach(async () => {
    programs = await Programs.create();
    renderer = new LayerRenderer({
      path: await programs.addRenderer(),
      laterMs: 1,
    });
  });
  afterEach(() => programs.remove());

  const layer = (values: JsonObject, more: Partial<DesiredLayer> = {}) =>
    aLayer({
      name: 'web',
      source: { type: 'helm', repository: 'charts' },
      sha256: SHA256,
      values,
      ...more,
    });
  const bringing = (...objects: JsonObject[]) => layer({ objects });
  const configMap = (name: string, annotations: JsonObject = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, annotations },
  });
  const definition = (kind: string, scope = 'Namespaced') => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.toLowerCase()}s.example.io` },
    spec: {
      group: 'example.io',
      scope,
      names: { kind },
      versions: [{ name: 'v1', served: true }],
    },
  });
  const preview = (
    sides: {
      layer?: DesiredLayer;
      before?: DesiredLayer;
      hasAccess?: boolean;
    },
    layers: DesiredLayer[] = [],
    running?: string,
  ) =>
    previewLayer({
      renderer,
      ...(running && {
        clusterBefore: { ...aDesiredState(), kubernetesVersion: running },
      }),
      cluster: { ...aDesiredState(), kubernetesVersion: '1.35.2', layers },
      bytes,
      ...sides,
    });

  it('tells what comes, changes and goes, and what runs', async () => {
    const hook = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'migrate',
        annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade,test' },
      },
    };
    await expect(
      preview({
        before: bringing(configMap('old'), configMap('settings')),
        layer: bringing(configMap('settings', { a: 'b' }), hook),
      }),
    ).resolves.toEqual({
      objects: [
        { object: 'ConfigMap web/old', action: 'removed' },
        {
          object: 'ConfigMap web/settings',
          action: 'changed',
          fields: [{ path: '/metadata/annotations/a', after: 'b' }],
        },
      ],
      hooks: ['Job web/migrate (pre-install, pre-upgrade)'],
      brings: [
        { object: 'ConfigMap web/settings', group: '' },
        { object: 'Job web/migrate', group: 'batch' },
      ],
      findings: [],
    });
  });

  it('knows what Argo CD leaves on the cluster', async () => {
    const policy = { 'helm.sh/resource-policy': 'keep' };
    const all = bringing(
      definition('Widget'),
      configMap('kept', policy),
      configMap('unpruned', {
        'argocd.argoproj.io/sync-options': 'Replace=true, Prune=false',
      }),
    );
    const gone = await preview({ before: all });
    expect(
      gone?.objects.map(({ object, action }) => `${action} ${object}`),
    ).toEqual([
      'removed ConfigMap web/unpruned',
      'kept ConfigMap web/kept',
      'kept CustomResourceDefinition widgets.example.io',
    ]);
    const emptied = await preview({
      before: all,
      layer: bringing(configMap('other')),
    });
    expect(emptied?.objects).toEqual([
      {
        object: 'ConfigMap web/kept',
        action: 'removed',
        risk: 'It is told to be kept (helm.sh/resource-policy), which Argo CD heeds only when the whole layer goes.',
      },
      {
        object: 'CustomResourceDefinition widgets.example.io',
        action: 'removed',
        risk: 'Every Widget on the cluster is deleted with it.',
      },
      { object: 'ConfigMap web/other', action: 'added' },
      { object: 'ConfigMap web/unpruned', action: 'kept' },
    ]);
  });

  it('warns of namespaces that go with what others have in them, where nobody can look', async () => {
    const namespace = (name: string, annotations: JsonObject = {}) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, annotations },
    });
    const before = bringing(
      namespace('b'),
      namespace('a'),
      namespace('kept', {
        'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
      }),
    );
    const lost = (names: string) => ({
      findings: [
        {
          severity: 'warn',
          code: 'argocd-namespaces-lost',
          message: expect.stringContaining(names),
          layer: 'web',
        },
      ],
    });
    const risk = 'All that is in it is deleted with it.';
    const gone = await preview({ before });
    expect(gone).toMatchObject(lost('Namespaces a, b of layer "web" go with'));
    expect(gone?.objects[0]).toEqual({
      object: 'Namespace a',
      action: 'removed',
      risk,
    });
    await expect(
      preview({ before, layer: bringing(namespace('b')) }),
    ).resolves.toMatchObject(lost('Namespace a of layer "web" goes with'));
    await expect(preview({ before, hasAccess: true })).resolves.toMatchObject({
      objects: [
        { object: 'Namespace a', action: 'removed' },
        { object: 'Namespace b', action: 'removed' },
        { object: 'Namespace kept', action: 'kept' },
      ],
      findings: [],
    });
    await expect(
      preview({ before, layer: bringing(namespace('b')), hasAccess: true }),
    ).resolves.toMatchObject({
      objects: [
        { object: 'Namespace a', action: 'kept' },
        { object: 'Namespace kept', action: 'kept' },
      ],
      findings: [],
    });
  });

  it('tells charts what is known of the cluster, and where objects go to by what other layers define', async () => {
    const operator = layer(
      { objects: [definition('Fleet', 'Cluster')] },
      { name: 'operator' },
    );
    const user = layer({
      tells: true,
      objects: [
        {
          apiVersion: 'example.io/v1',
          kind: 'Fleet',
          metadata: { name: 'all' },
        },
      ],
    });
    const seen = await preview(
      { before: layer({ objects: [configMap('seen')] }), layer: user },
      [operator, user, layer({ fails: 'no' }, { name: 'broken' })],
    );
    expect(seen?.brings).toContainEqual({
      object: 'Fleet all',
      group: 'example.io',
    });
    expect(seen?.objects[0].fields).toContainEqual({
      path: '/data',
      after: {
        apiVersions: 'example.io/v1 example.io/v1/Fleet',
        kubeVersion: '1.35',
      },
    });
  });

  it('renders what is there on the Kubernetes that runs, and what will be on the one to come', async () => {
    const same = layer({ tells: true });
    const on = async (running: string) =>
      (await preview({ before: same, layer: same }, [], running))?.objects;
    await expect(on('1.34.1')).resolves.toEqual([
      {
        object: 'ConfigMap web/seen',
        action: 'changed',
        fields: [{ path: '/data/kubeVersion', before: '1.34', after: '1.35' }],
      },
    ]);
    await expect(on('1.35.0')).resolves.toEqual([]);
  });

  it('warns of what comes out differently each time, and of nothing', async () => {
    const unsteady = await preview({
      before: layer({ unsteady: true, objects: [] }),
      layer: layer({ unsteady: true }),
    });
    expect(unsteady).toMatchObject({
      objects: [],
      findings: [
        {
          severity: 'warn',
          code: 'argocd-render-unsteady',
          message: expect.stringContaining(
            'ConfigMap web/unsteady (/data/now)',
          ),
        },
      ],
    });
    expect((await preview({ layer: bringing() }))?.findings).toMatchObject([
      { severity: 'warn', code: 'argocd-renders-nothing', layer: 'web' },
    ]);
  });

  it('refuses what does not render, in the words of helm', async () => {
    await expect(
      preview({ layer: layer({ fails: 'region is needed' }) }),
    ).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringMatching(
        /layer web does not render: region is needed$/,
      ),
    });
  });

  it.each<[string, Partial<DesiredLayer>]>([
    ['bytes that are not kept', { sha256: 'f'.repeat(64) }],
    ['no bytes', { sha256: undefined }],
    ['an image', { sha256: undefined, source: { type: 'image' } }],
  ])('does not know with %s', async (_, more) => {
    const unknown = layer({}, more);
    await expect(preview({ layer: unknown })).resolves.toBeUndefined();
    await expect(
      preview({ before: unknown, layer: layer({}) }),
    ).resolves.toBeUndefined();
  });

  it('does not know charts without helm, but files', async () => {
    renderer = new LayerRenderer({ path: '/nowhere/helm', laterMs: 1 });
    await expect(preview({ layer: layer({}) })).resolves.toBeUndefined();
    const kept = new Map([
      ['index', '{ "a/one.yaml": "one", "a/notes.txt": "two" }'],
      ['one', JSON.stringify(configMap('x'))],
    ]);
    const files = await previewLayer({
      renderer,
      cluster: aDesiredState(),
      layer: layer(
        {},
        { sha256: 'index', source: { type: 'manifests', path: './a' } },
      ),
      bytes: { read: async sha256 => Buffer.from(kept.get(sha256)!) },
    });
    expect(files?.objects).toEqual([
      { object: 'ConfigMap web/x', action: 'added' },
    ]);
  });
});
