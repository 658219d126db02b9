import type {
  ChangeRequest,
  ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  anExistingCluster,
  existingClusters,
} from '../__testUtils__/existingClusters';
import { CHECKOUT, startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const addOn = {
  name: 'extras',
  type: 'add-on' as const,
  parameters: { type: 'object', properties: {} },
  spec: {
    nodePools: undefined,
    layers: [
      {
        name: 'cert-manager',
        kind: 'addon' as const,
        category: 'security',
        version: '1.19.2',
        constraints: { kubernetes: '>=1.30 <1.35' },
        source: {
          type: 'helm' as const,
          repository: 'library',
          chart: 'cert-manager',
        },
      },
    ],
  },
};

describe.each(databases.eachSupportedId())('import, %p', databaseId => {
  let world: World;
  let place: ReturnType<typeof existingClusters>;

  beforeEach(async () => {
    place = existingClusters();
    world = await startWorld({
      knex: await databases.init(databaseId),
      features: [place.feature],
      config: {
        reconciler: { convergingSeconds: 0.05, restingSeconds: 0.1 },
        targets: [
          place.target,
          { ...place.target, name: 'legacy-prod', stage: 'production' },
          {
            name: 'dev-eu1',
            provider: 'simulator',
            region: 'eu-central-1',
            stage: 'development',
          },
        ],
      },
    });
  });

  afterEach(() => world.stop());

  const anImport = (
    changes: Partial<Extract<ChangeRequest, { kind: 'import' }>> = {},
  ): ChangeRequest => ({
    kind: 'import',
    cluster: 'shop',
    owner: CHECKOUT,
    target: 'legacy',
    source: 'old-shop',
    ...changes,
  });

  const until = async (test: (cluster: ClusterDetail) => boolean) => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const cluster = await world.cluster('shop');
      if (test(cluster)) {
        return cluster;
      }
      if (Date.now() > deadline) {
        throw new Error(
          `The cluster stays ${cluster.phase}: ${cluster.phaseReason}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };

  it('brings a cluster in, takes add-ons, says when it is gone, and forgets it', async () => {
    place.clusters.set('old-shop', anExistingCluster());
    const imported = await world.apply(anImport());
    expect(imported).toMatchObject({
      summary: 'Import old-shop from legacy',
      revision: 1,
      plan: {
        rollbackClass: 'not-started',
        objects: { created: [], changed: [], removed: [] },
        desired: {
          profiles: [],
          layers: [],
          providerConfig: { source: 'old-shop' },
          observeOnly: true,
        },
      },
    });
    expect(imported.plan!.findings).toContainEqual({
      severity: 'ok',
      code: 'cluster-found',
      message: expect.stringContaining('runs Kubernetes 1.33.1 on 0 nodes'),
    });
    expect(imported.steps.map(({ title, state }) => [title, state])).toEqual([
      ['Find the cluster', 'done'],
      ['API of the cluster', 'done'],
      ['Prove that revision 1 runs', 'done'],
    ]);
    const cluster = await world.cluster('shop');
    expect(cluster).toMatchObject({
      phase: 'ready',
      profiles: [],
      behind: 0,
      kubernetesVersion: '1.33.1',
      appliedRevision: 1,
      hasIssue: false,
    });
    expect(
      Object.entries(cluster.permitted)
        .filter(([, { allowed }]) => allowed)
        .map(([kind]) => kind),
    ).toEqual(['retarget', 'pause', 'protect', 'extend-lifetime', 'delete']);

    await world.publish(addOn);
    await world.apply({
      kind: 'add-profile',
      cluster: 'shop',
      profile: { name: 'extras', version: '1.0.0' },
    });
    expect([...place.layers.keys()]).toEqual(['cert-manager']);
    expect(await world.cluster('shop')).toMatchObject({
      profiles: [{ name: 'extras', version: '1.0.0', type: 'add-on' }],
      kubernetesVersion: '1.33.1',
      phase: 'ready',
    });

    place.clusters.clear();
    expect(await until(({ phase }) => phase === 'degraded')).toMatchObject({
      phaseReason: '"old-shop" is gone: somebody deleted it outside the portal',
      hasIssue: true,
      appliedRevision: 2,
    });
    place.clusters.set('old-shop', anExistingCluster());
    await until(({ phase }) => phase === 'ready');

    const forgotten = await world.apply({ kind: 'delete', cluster: 'shop' });
    expect(forgotten.plan).toMatchObject({
      rollbackClass: 'reversible',
      irreversible: [
        'Layer "cert-manager" is removed with what it keeps on the cluster.',
      ],
      findings: [{ severity: 'ok', code: 'cluster-only-forgotten' }],
    });
    expect(forgotten.steps.map(({ title }) => title)).toEqual([
      'Remove cert-manager',
      'Forget the cluster',
    ]);
    expect([...place.layers.keys()]).toEqual([]);
    expect(place.clusters.has('old-shop')).toBe(true);
    expect(place.touched).toEqual([]);
    expect(await world.cluster('shop')).toMatchObject({
      phase: 'deleted',
      phaseReason: 'Forgotten; it was imported, and runs on',
    });
  });

  it('refuses changes of a base that is not ours', async () => {
    place.clusters.set('old-shop', anExistingCluster());
    await world.apply(anImport());
    const refusal = async (change: object) => {
      const { status, body } = await world.as('alice')('post', '/changes', {
        cluster: 'shop',
        ...change,
      });
      return `${status} ${body.error?.message}`;
    };
    const cannotAdopt = async () => {
      await world.publish();
      return world.propose('alice', {
        kind: 'adopt',
        cluster: 'shop',
        profile: { name: 'base', version: '1.0.0' },
      });
    };
    expect(await refusal({ kind: 'resize', controlPlane: 3 })).toMatch(
      '404 Cluster "shop" has no main profile. It runs none; it was imported, so its base is not ours to change.',
    );
    expect(await refusal({ kind: 'upgrade', version: '1.0.0' })).toMatch(
      'its base is not ours to change',
    );
    expect(await refusal({ kind: 'set-parameters', follow: 'minor' })).toMatch(
      'its base is not ours to change',
    );
    expect(await refusal({ kind: 'roll-back', revision: 1 })).toMatch(
      'Revision 1 is the present one',
    );
    expect(
      (await world.as('alice')('get', '/clusters/shop/access')).body,
    ).toEqual({
      roles: [],
      reason: "Cluster 'shop' was imported: whoever runs it gives access to it",
    });
    expect(await cannotAdopt()).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(
        'Provider "existing" of target "legacy" cannot adopt clusters',
      ),
    });
    expect(place.touched).toEqual([]);
    expect(await refusal({ kind: 'retarget', target: 'legacy-prod' })).toMatch(
      /^202/,
    );
  });

  it('refuses what is not there, what is here already, and what cannot be imported', async () => {
    place.clusters.set('old-shop', anExistingCluster());
    expect(
      await world.propose('alice', anImport({ source: 'nothing' })),
    ).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(
        'There is no cluster "nothing" on target "legacy"',
      ),
    });
    expect(
      await world.propose('alice', anImport({ target: 'dev-eu1' })),
    ).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(
        'Provider "simulator" cannot import clusters',
      ),
    });
    await world.apply(anImport());
    const again = (body: ChangeRequest) =>
      world.as('alice')('post', '/changes', body);
    expect((await again(anImport())).body.error.message).toMatch(
      "a cluster named 'shop' exists already",
    );
    expect(
      (await again(anImport({ cluster: 'other' }))).body.error.message,
    ).toMatch(
      '"old-shop" of target "legacy" is here already, as cluster "shop"',
    );
    expect(
      (
        await again(
          anImport({ cluster: 'other', owner: 'group:default/search' }),
        )
      ).body.error.message,
    ).toMatch('you do not belong to');
  });

  it('needs the approval that its stage demands, and no longer holds when the cluster has gone', async () => {
    place.clusters.set('old-shop', anExistingCluster());
    const change = await world.propose(
      'alice',
      anImport({ target: 'legacy-prod' }),
    );
    expect(change.state).toBe('awaiting-approval');
    place.clusters.clear();
    await world.approve('pete', change);
    const ended = await world.until(change.id, state =>
      ['stale', 'rejected', 'applied'].includes(state),
    );
    expect(ended).toMatchObject({
      state: 'stale',
      stateReason: expect.stringContaining('There is no cluster "old-shop"'),
    });
  });

  it('is unknown while its place is silent, and can be forgotten all the same', async () => {
    place.clusters.set('old-shop', anExistingCluster());
    await world.apply(anImport());
    place.state.answers = false;
    expect(await until(({ phase }) => phase === 'unknown')).toMatchObject({
      phaseReason: expect.stringContaining('the place does not answer'),
    });
    await world.apply({ kind: 'delete', cluster: 'shop' });
    expect(place.touched).toEqual([]);
  });

  it('tells how the base fares without calling an import failed', async () => {
    place.clusters.set(
      'old-shop',
      anExistingCluster({
        conditions: [
          {
            type: 'NodesReady',
            status: 'False',
            reason: 'NotReady',
            message: '1 of 3 nodes is not ready',
            lastTransitionTime: '2026-01-01T00:00:00Z',
          },
        ],
      }),
    );
    await world.apply(anImport());
    expect(await world.cluster('shop')).toMatchObject({
      phase: 'degraded',
      phaseReason: 'NodesReady: 1 of 3 nodes is not ready',
      appliedRevision: 1,
    });
  });

  it('checks an add-on against the Kubernetes version that was seen', async () => {
    place.clusters.set(
      'old-shop',
      anExistingCluster({ kubernetesVersion: '1.36.0' }),
    );
    await world.apply(anImport());
    await world.publish(addOn);
    expect(
      await world.propose('alice', {
        kind: 'add-profile',
        cluster: 'shop',
        profile: { name: 'extras', version: '1.0.0' },
      }),
    ).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(
        'needs Kubernetes >=1.30 <1.35; the cluster would have 1.36.0',
      ),
    });
  });
});
