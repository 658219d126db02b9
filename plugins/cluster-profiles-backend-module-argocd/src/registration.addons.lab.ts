import {
  layerDigest,
  type DesiredLayer,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { until } from '../../../test/management-cluster/until';
import { LabArgoCd } from './__testUtils__/LabArgoCd';
import { clusterSecretName, projectName } from './application/names';

describe('clusters in Argo CD', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd;

  const inArgoCd = '--namespace=argocd';
  const secretName = () => clusterSecretName(argoCd.cluster.cluster);
  const secret = () =>
    lab.get<KubernetesObject>(`secret/${secretName()}`, inArgoCd);
  const isThere = (what: string) =>
    lab.get(what, inArgoCd).then(
      () => true,
      () => false,
    );
  const apply = (layer: DesiredLayer, revision: number) =>
    argoCd.engine.apply({
      cluster: argoCd.cluster,
      layer,
      bytes: argoCd.bytes,
      marks: argoCd.marks(revision),
    });

  async function waitFor(
    layer: DesiredLayer,
    isSo: (seen: ObservedLayer | undefined) => boolean,
  ): Promise<ObservedLayer | undefined> {
    let seen: ObservedLayer | undefined;
    await until(
      () => `${layer.name} is as wanted: ${JSON.stringify(seen)}`,
      async () => {
        const layers = await argoCd.engine.observe({ cluster: argoCd.cluster });
        seen = layers.find(({ name }) => name === layer.name);
        return isSo(seen);
      },
    );
    return seen;
  }

  const isProven = (layer: DesiredLayer) => (seen?: ObservedLayer) =>
    seen?.digest === layerDigest(layer) && seen.health === 'Healthy';

  beforeAll(async () => {
    lab = await managementCluster();
  });

  beforeEach(async () => {
    argoCd = await LabArgoCd.create(lab);
  });

  afterEach(() => argoCd.cleanup());

  it('are known for their target alone, and the Secret is ours', async () => {
    const { cluster, target } = argoCd.cluster;
    const { metadata, data } = await secret();
    expect(metadata.labels).toMatchObject({
      'argocd.argoproj.io/secret-type': 'cluster',
      'clusterprofiles.io/instance': 'contract',
      'clusterprofiles.io/cluster-uid': cluster.uid,
    });
    const { project } = data as { project: string };
    expect(Buffer.from(project, 'base64').toString()).toBe(
      projectName(target.name),
    );
    expect(
      await lab.get(`appproject/${projectName(target.name)}`, inArgoCd),
    ).toMatchObject({
      spec: {
        permitOnlyProjectScopedClusters: true,
        // No layer goes to any namespace yet.
        destinations: [{ name: cluster.name, namespace: '' }],
      },
    });
  });

  it('are not registered over a Secret of somebody else', async () => {
    const { cluster } = argoCd;
    await lab.kubectl('delete', `secret/${secretName()}`, inArgoCd);
    const foreign = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secretName(), namespace: 'argocd' },
      data: { of: 'c29tZWJvZHkgZWxzZQ==' },
    };
    await lab.apply([foreign]);
    const access = await argoCd.access();
    const marks = argoCd.marks(1);
    for (const attempt of [
      () => argoCd.engine.register({ cluster, access, marks }),
      () => argoCd.engine.unregister({ cluster, marks }),
    ]) {
      const error = await attempt().then(
        () => new Error('It was touched'),
        (it: Error) => it,
      );
      expect(error.message).toContain(secretName());
      expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(
        access.token,
      );
    }
    expect(await secret()).toMatchObject({ data: foreign.data });
  });

  it('that lost their access say so, and go on once they have it again', async () => {
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await waitFor(layer, isProven(layer));
    const access = await argoCd.access();
    await argoCd.engine.register({
      cluster: argoCd.cluster,
      access: { ...access, token: 'revoked' },
      marks: argoCd.marks(1),
    });
    const changed = { ...layer, values: { replicas: 3 } };
    await apply(changed, 2);
    const seen = await waitFor(changed, it => it?.health === 'Unknown');
    expect(seen?.drift).toBe('Unknown');
    expect(seen?.message).toContain('does not reach the cluster');
    await argoCd.engine.register({
      cluster: argoCd.cluster,
      access,
      marks: argoCd.marks(2),
    });
    await waitFor(changed, isProven(changed));
  });

  it('that are gone leave nothing behind, and nothing waits for them', async () => {
    const { target } = argoCd.cluster;
    const layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await waitFor(layer, isProven(layer));
    await argoCd.engine.register({
      cluster: argoCd.cluster,
      access: { ...(await argoCd.access()), server: 'https://127.0.0.1:1' },
      marks: argoCd.marks(1),
    });
    const prune = { cluster: argoCd.cluster, layer: layer.name };
    await argoCd.engine.prune({ ...prune, marks: argoCd.marks(2) });
    await argoCd.engine.prune({
      ...prune,
      abandon: true,
      marks: argoCd.marks(2),
    });
    expect(await argoCd.engine.observe({ cluster: argoCd.cluster })).toEqual(
      [],
    );
    await argoCd.engine.unregister({
      cluster: argoCd.cluster,
      marks: argoCd.marks(2),
    });
    expect(await isThere(`secret/${secretName()}`)).toBe(false);
    await until(
      'the AppProject is gone',
      async () => !(await isThere(`appproject/${projectName(target.name)}`)),
    );
  });

  it('leave an AppProject to others that are in it', async () => {
    const { cluster, target } = argoCd.cluster;
    const other = {
      ...argoCd.cluster,
      cluster: {
        ...cluster,
        uid: `${cluster.uid}-2`,
        name: `${cluster.name}-2`,
      },
    };
    await argoCd.engine.register({
      cluster: other,
      access: await argoCd.access(),
      marks: argoCd.marks(1),
    });
    const unregister = (it: typeof other) =>
      argoCd.engine.unregister({ cluster: it, marks: argoCd.marks(2) });
    await unregister(argoCd.cluster);
    expect(
      await lab.get(`appproject/${projectName(target.name)}`, inArgoCd),
    ).toMatchObject({
      spec: { destinations: [{ name: other.cluster.name, namespace: '' }] },
    });
    await unregister(other);
    expect(await isThere(`appproject/${projectName(target.name)}`)).toBe(false);
  });
});
