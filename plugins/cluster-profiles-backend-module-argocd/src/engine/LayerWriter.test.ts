import type { JsonObject } from '@backstage/types';
import type { Stage } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { Instances } from '../instances/Instances';
import { connectDelivery } from '../namespaces/connectDelivery';
import { Programs } from '../render/__testUtils__/programs';
import { LayerRenderer } from '../render/LayerRenderer';
import { FakeArgoCd } from './__testUtils__/FakeArgoCd';
import { LayerWriter } from './LayerWriter';

jest.mock('../namespaces/connectDelivery');

const CHART = Buffer.from([0x1f, 0x8b, 1]);
const bytes = { read: async () => CHART };

const namespace = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});
const layer = (version: string, ...objects: JsonObject[]) =>
  aLayer({
    name: 'web',
    version,
    source: { type: 'helm', repository: 'charts', chart: 'web' },
    sha256: version,
    values: { objects },
  });

describe('LayerWriter', () => {
  let programs: Programs;
  let helm: LayerRenderer;
  let argoCd: FakeArgoCd;
  let workload: FakeArgoCd;
  const noHelm = new LayerRenderer({ path: '/nowhere/helm' });

  beforeEach(async () => {
    programs = await Programs.create();
    helm = new LayerRenderer({ path: await programs.addRenderer() });
    argoCd = new FakeArgoCd([]);
    workload = new FakeArgoCd([]);
    jest.mocked(connectDelivery).mockImplementation(() => workload.management);
  });
  afterEach(() => programs.remove());

  /** What is told of what stays. */
  async function apply(
    renderer: LayerRenderer,
    written: ReturnType<typeof layer>,
    stage: Stage = 'development',
  ): Promise<string[]> {
    const told: string[] = [];
    await new LayerWriter({
      instances: new Instances({
        all: [
          {
            namespace: 'argocd',
            management: { name: 'management', ...argoCd.management },
          },
        ],
      }),
      repositories: new Map([['charts', 'https://charts.example']]),
      logins: new Map(),
      clock: {
        now: () => new Date('2026-03-01T12:00:00.000Z'),
        random: () => 0.5,
      },
      renderer,
    }).apply({
      cluster: aDesiredState({ target: { stage } }),
      layer: written,
      bytes,
      marks: { instanceId: 'portal', revision: 1, idempotencyKey: 'k' },
      leftovers: {
        access: async () => ({
          server: 'https://shop.example',
          certificateAuthority: 'ca',
          token: 'token',
          expiresAt: '2026-03-01T13:00:00.000Z',
        }),
        tell: async message => {
          told.push(message);
        },
      },
    });
    return told;
  }

  const application = () =>
    argoCd.written.filter(({ kind }) => kind === 'Application').at(-1)!;

  /** A layer on the cluster, with namespaces that are objects of its chart. */
  async function bring(...names: string[]): Promise<void> {
    await apply(helm, layer('1.0.0', ...names.map(namespace)));
    argoCd.put({
      ...application(),
      status: {
        resources: names.map(name => ({ kind: 'Namespace', name })),
      },
    } as KubernetesObject);
    names.map(namespace).forEach(it => workload.put(it));
  }
  const annotationsOf = async (name: string) =>
    (
      await workload.management.reader.get({
        apiVersion: 'v1',
        kind: 'Namespace',
        name,
      })
    )?.metadata.annotations;

  it('writes nothing to production that may be overwritten where it comes from', async () => {
    const mutable = { ...layer('1.0.0'), chart: {} };
    await expect(apply(helm, mutable, 'production')).rejects.toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringMatching(
        /can be overwritten at any time.* Configure clusterProfiles.mirror\.$/,
      ),
    });
    expect(argoCd.written).toEqual([]);
    await apply(helm, mutable, 'staging');
    expect(application()).toBeDefined();
  });

  it('leaves the namespaces that a version drops, and says so', async () => {
    await bring('data', 'shared');
    const newer = layer('2.0.0', namespace('data'));
    await expect(apply(helm, newer)).resolves.toEqual([]);
    await expect(apply(helm, newer)).resolves.toEqual([
      'Left with what is in it, although this version no longer brings it: Namespace shared',
    ]);
    await expect(annotationsOf('data')).resolves.toBeUndefined();
    await expect(annotationsOf('shared')).resolves.toEqual({
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false',
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    });
    expect(application().metadata.annotations).toMatchObject({
      'clusterprofiles.io/version': '2.0.0',
    });
  });

  it('does not say of namespaces that they are dropped where nobody knows, and has none go', async () => {
    await bring('data');
    const newer = layer('2.0.0', namespace('data'));
    await apply(noHelm, newer);
    await expect(apply(noHelm, newer)).resolves.toEqual([
      'Stays with what is in it if this version no longer brings it, which is not known here: Namespace data',
    ]);
    await expect(annotationsOf('data')).resolves.toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=false',
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    });
    expect(application().metadata.annotations).toMatchObject({
      'clusterprofiles.io/version': '2.0.0',
    });
  });

  describe('where helm is slow', () => {
    let slow: LayerRenderer;
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's' },
    };
    const only = layer('1.0.0', service);
    const marks = () => application().metadata.annotations!;

    beforeEach(async () => {
      slow = new LayerRenderer({
        path: await programs.add('setTimeout(() => {}, 60_000);', 'slow'),
        limits: { timeoutMs: 200 },
      });
    });

    it('does not widen what is let in: the layer as it was written brings what it did', async () => {
      await apply(helm, layer('0.9.0', { ...service, kind: 'Secret' }));
      await apply(helm, only);
      const needs = marks()['clusterprofiles.io/needs'];
      expect(JSON.parse(needs)).toEqual({
        repositories: ['charts'],
        kinds: ['/Service'],
        clusterKinds: ['/Namespace'],
        namespaces: ['web'],
      });
      const written = argoCd.written.length;
      await apply(slow, only);
      expect(argoCd.written.slice(written).map(({ kind }) => kind)).toEqual([
        'Application',
      ]);
      expect(marks()).toMatchObject({
        'clusterprofiles.io/needs': needs,
        'clusterprofiles.io/needed-before': expect.stringContaining('/Secret'),
      });
    });

    it.each(['a layer that is new', 'another version'])(
      'waits with %s, for which others need not wait',
      async what => {
        if (what === 'another version') {
          await apply(helm, only);
        }
        const written = argoCd.written.length;
        await expect(
          apply(slow, layer('2.0.0', service)),
        ).rejects.toMatchObject({
          name: 'ProviderRefusedError',
          message: expect.stringContaining('helm did not render it within'),
        });
        expect(argoCd.written).toHaveLength(written);
      },
    );
  });
});
