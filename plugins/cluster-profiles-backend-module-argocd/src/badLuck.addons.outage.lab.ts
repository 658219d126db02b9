import {
  layerDigest,
  type DesiredLayer,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { until } from '../../../test/management-cluster/until';
import { LabArgoCd } from './__testUtils__/LabArgoCd';
import { applicationName } from './application/names';

const inArgoCd = '--namespace=argocd';

/** Each is shown with its cause at the layer, and passes once the cause is gone. */
describe('bad luck with Argo CD', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd;
  let layer: DesiredLayer;
  const killed = new Set<string>();

  beforeAll(async () => {
    lab = await managementCluster();
  });

  afterEach(async () => {
    for (const part of killed) {
      await restart(part);
    }
    await argoCd.cleanup();
  });

  const apply = (it: DesiredLayer, revision: number) =>
    argoCd.engine.apply({
      cluster: argoCd.cluster,
      layer: it,
      bytes: argoCd.bytes,
      marks: argoCd.marks(revision),
    });

  async function kill(part: string): Promise<void> {
    killed.add(part);
    await lab.kill(part);
  }

  async function restart(part: string): Promise<void> {
    await lab.restart(part);
    killed.delete(part);
  }

  async function waitFor(
    it: DesiredLayer,
    isSo: (seen: ObservedLayer | undefined) => boolean,
  ): Promise<ObservedLayer | undefined> {
    let seen: ObservedLayer | undefined;
    await until(
      () => `${it.name} is as wanted: ${JSON.stringify(seen)}`,
      async () => {
        const layers = await argoCd.engine.observe({ cluster: argoCd.cluster });
        seen = layers.find(({ name }) => name === it.name);
        return isSo(seen);
      },
    );
    return seen;
  }

  const says = (it: DesiredLayer, text: string) =>
    waitFor(it, seen => Boolean(seen?.message?.includes(text)));

  const proven = (it: DesiredLayer) =>
    waitFor(
      it,
      seen => seen?.digest === layerDigest(it) && seen.health === 'Healthy',
    );

  beforeEach(async () => {
    argoCd = await LabArgoCd.create(lab);
    layer = argoCd.layer('ingress');
    await apply(layer, 1);
    await proven(layer);
  });

  it('its controller is stopped', async () => {
    await kill('argocd-application-controller');
    const changed = { ...layer, values: { replicas: 3 } };
    await apply(changed, 2);
    await says(changed, 'does its application controller run?');
    await restart('argocd-application-controller');
    expect(await proven(changed)).toMatchObject({ version: '1.0.0' });
  });

  it('what renders charts is stopped', async () => {
    await kill('argocd-repo-server');
    const changed = argoCd.bytes.pin({ ...layer, version: '1.1.0' });
    await apply(changed, 2);
    const seen = await waitFor(changed, it => it?.health === 'Degraded');
    expect(seen?.message).toMatch(/connection refused|Unavailable|dial tcp/);
    await restart('argocd-repo-server');
    await proven(changed);
  });

  it('the cluster is gone for a while', async () => {
    await kill('workload-kube-apiserver');
    const changed = argoCd.bytes.pin({ ...layer, version: '1.1.0' });
    await apply(changed, 2);
    const seen = await says(changed, 'does not reach the cluster');
    expect(seen?.health).toBe('Unknown');
    await restart('workload-kube-apiserver');
    await proven(changed);
  });

  it('somebody deletes an Application, or edits it', async () => {
    const application = `application/${applicationName({
      cluster: argoCd.cluster.cluster,
      layer: layer.name,
    })}`;
    await lab.kubectl('delete', application, inArgoCd, '--timeout=60s');
    await waitFor(layer, seen => seen === undefined);
    await apply(layer, 1);
    await proven(layer);

    await lab.kubectl(
      'patch',
      application,
      inArgoCd,
      '--type=merge',
      '--patch={"spec":{"source":{"targetRevision":"1.1.0"}}}',
    );
    await says(layer, 'Somebody else changed the spec');
    await apply(layer, 1);
    expect(await proven(layer)).toMatchObject({ version: '1.0.0' });
  });
});
