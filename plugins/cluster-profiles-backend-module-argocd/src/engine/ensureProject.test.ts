import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { composeProject } from '../application/composeProject';
import type { Needs } from '../application/needs';
import { ensureProject } from './ensureProject';
import { settleCluster } from './settleCluster';
import { FakeArgoCd } from './__testUtils__/FakeArgoCd';

const REPOSITORIES = new Map([['charts', 'https://charts.example']]);
const MARKS = { instanceId: 'portal', revision: 1, idempotencyKey: 'k' };

const needing = (...kinds: string[]): Needs => ({
  repositories: ['charts'],
  kinds,
  clusterKinds: ['/Namespace'],
  namespaces: kinds.map(kind => `of-${kind.slice(1).toLowerCase()}`),
});
const project = (
  clusters: string[],
  needs = needing('/Service'),
  instanceId = 'portal',
) =>
  composeProject({
    target: 'dev-eu1',
    instanceId,
    namespace: 'argocd',
    clusters,
    repositories: REPOSITORIES,
    needs,
  });
const application = (
  cluster: string,
  needs?: Needs,
  before?: Needs,
): KubernetesObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: cluster,
    namespace: 'argocd',
    labels: {
      'clusterprofiles.io/cluster': cluster,
      'clusterprofiles.io/cluster-uid': `uid-${cluster}`,
      'clusterprofiles.io/target': 'dev-eu1',
      'clusterprofiles.io/instance': 'portal',
    },
    annotations: {
      ...(needs && { 'clusterprofiles.io/needs': JSON.stringify(needs) }),
      ...(before && {
        'clusterprofiles.io/needed-before': JSON.stringify(before),
      }),
    },
  },
});
const options = (argoCd: FakeArgoCd) => ({
  management: argoCd.management,
  namespace: 'argocd',
  repositories: REPOSITORIES,
  cluster: aDesiredState({ cluster: { uid: 'uid-checkout-dev' } }),
  marks: MARKS,
});

describe('ensureProject', () => {
  /** What is written for the cluster checkout-dev. */
  async function ensure(
    live: KubernetesObject | undefined,
    applications: KubernetesObject[] = [],
    needs = needing('/Service'),
  ): Promise<object[]> {
    const argoCd = new FakeArgoCd([...(live ? [live] : []), ...applications]);
    await ensureProject({ ...options(argoCd), needs });
    return argoCd.written;
  }

  it('makes it for the first cluster, where there is none', async () => {
    await expect(ensure(undefined)).resolves.toEqual([
      project(['checkout-dev']),
    ]);
  });

  it('writes nothing where cluster and kinds are let in', async () => {
    const live = project(
      ['checkout-dev', 'shop-dev'],
      needing('/Pod', '/Service'),
    );
    await expect(ensure(live)).resolves.toEqual([]);
  });

  it('lets in what a layer needs beside what is let in, though no Application says so yet', async () => {
    const live = project(['checkout-dev'], needing('/Pod'));
    await expect(ensure(live)).resolves.toEqual([
      project(['checkout-dev'], needing('/Pod', '/Service')),
    ]);
  });

  it('keeps the clusters that have layers, and drops the others', async () => {
    const live = project(['gone-dev', 'shop-dev']);
    await expect(
      ensure(live, [application('shop-dev'), application('shop-dev')]),
    ).resolves.toEqual([project(['checkout-dev', 'shop-dev'])]);
  });

  it.each([
    ['sources', { sourceRepos: ['*'] }],
    ['namespaces', { destinations: [{ name: '*', namespace: '*' }] }],
    ['kinds', { clusterResourceWhitelist: [{ group: '*', kind: '*' }] }],
  ])('takes back %s that others let in', async (_, more) => {
    const live = project(['checkout-dev']);
    const widened = { ...live, spec: { ...live.spec, ...more } };
    await expect(
      ensure(widened, [application('checkout-dev', needing('/Pod'))]),
    ).resolves.toEqual([
      project(['checkout-dev'], needing('/Pod', '/Service')),
    ]);
  });

  it('keeps a cluster that is registered before it has layers', async () => {
    const argoCd = new FakeArgoCd([]);
    await ensureProject(options(argoCd));
    await ensureProject(options(argoCd));
    expect(argoCd.written.map(({ spec }) => spec?.destinations)).toEqual([
      [{ name: 'checkout-dev', namespace: '' }],
    ]);
  });

  it('is held against one of another portal', async () => {
    const live = project(['checkout-dev'], needing('/Service'), 'clone');
    await expect(ensure(live)).rejects.toMatchObject({
      name: 'HeldError',
      message: expect.stringContaining('clusterprofiles-dev-eu1'),
    });
  });
});

describe('settleCluster', () => {
  const wide = project(
    ['checkout-dev', 'shop-dev'],
    needing('/Pod', '/Secret', '/Service'),
  );

  it('takes back what this cluster needs no more, and leaves what others do', async () => {
    const argoCd = new FakeArgoCd([
      wide,
      application('checkout-dev', needing('/Service'), needing('/Pod')),
      application('shop-dev', needing('/Secret')),
    ]);
    await settleCluster(options(argoCd));
    expect(argoCd.written.at(-1)).toEqual(
      project(['checkout-dev', 'shop-dev'], needing('/Secret', '/Service')),
    );
    const written = argoCd.written.length;
    await settleCluster(options(argoCd));
    expect(argoCd.written).toHaveLength(written);
  });

  it('narrows where layers go once Applications tell it', async () => {
    const { namespaces: _, ...before } = needing('/Service');
    const live = project(['checkout-dev'], {
      ...needing('/Service'),
      namespaces: ['*'],
    });
    live.metadata.annotations = {
      'clusterprofiles.io/needs': JSON.stringify(before),
    };
    const argoCd = new FakeArgoCd([live]);
    argoCd.put(application('checkout-dev', before as Needs));
    await settleCluster(options(argoCd));
    expect(argoCd.written).toEqual([]);
    argoCd.put(application('checkout-dev', needing('/Service')));
    await settleCluster(options(argoCd));
    expect(argoCd.written).toEqual([project(['checkout-dev'])]);
  });

  it('leaves what another cluster is on its way from', async () => {
    const argoCd = new FakeArgoCd([
      wide,
      application('checkout-dev', needing('/Service')),
      application('shop-dev', needing('/Secret'), needing('/Pod')),
    ]);
    await settleCluster(options(argoCd));
    expect(argoCd.written).toEqual([]);
  });

  it('takes everything where no Application is left', async () => {
    const argoCd = new FakeArgoCd([wide]);
    await settleCluster(options(argoCd));
    expect(argoCd.written.at(-1)?.spec).toMatchObject({
      sourceRepos: [],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [],
      destinations: [
        { name: 'checkout-dev', namespace: '' },
        { name: 'shop-dev', namespace: '' },
      ],
    });
  });

  it('sees an Application that is written while it writes', async () => {
    const argoCd = new FakeArgoCd([
      wide,
      application('checkout-dev', needing('/Service')),
    ]);
    argoCd.beforeWrite = () => {
      argoCd.beforeWrite = undefined;
      argoCd.put(application('shop-dev', needing('/Pod')));
    };
    await settleCluster(options(argoCd));
    expect(argoCd.written.at(-1)).toEqual(
      project(['checkout-dev', 'shop-dev'], needing('/Pod', '/Service')),
    );
  });
});
