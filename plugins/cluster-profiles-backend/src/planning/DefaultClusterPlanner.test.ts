import {
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { ClusterChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  aTarget,
  aVersion,
  baseLayers,
  CLUSTER_UID,
  codes,
  createRequest,
  existingFacts,
} from './__testUtils__/builders';
import { fakeEngine, fakeProvider } from './__testUtils__/fakeProvider';
import { seedPlanning } from './__testUtils__/seedPlanning';
import { DefaultClusterPlanner } from './DefaultClusterPlanner';
import { finishPlan } from './finishPlan';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const versions = [
  aVersion(),
  aVersion({
    version: '1.4.0',
    spec: { layers: baseLayers({ kubernetes: '1.36.0' }) },
  }),
];
const upgrade: ClusterChangeRequest = {
  kind: 'upgrade',
  cluster: 'checkout-dev',
  version: '1.4.0',
};
const now = new Date(0);

describe.each(databases.eachSupportedId())('the planner, %s', databaseId => {
  async function setUp(overrides: Parameters<typeof fakeProvider>[0] = {}) {
    const knex = await databases.init(databaseId);
    await seedPlanning(knex, {
      versions,
      clusters: [{ revisions: [existingFacts().base.desired], applied: 1 }],
    });
    return {
      knex,
      planner: new DefaultClusterPlanner({
        knex,
        targets: [aTarget()],
        providers: new Map([['simulator', fakeProvider(overrides)]]),
        engines: new Map([['simulator', fakeEngine()]]),
        files: noFiles,
        bytes: noBytes,
        instanceId: 'portal',
      }),
    };
  }

  it('checks a request without asking anybody', async () => {
    const { planner } = await setUp({
      preflight: async () => {
        throw new Error('asked');
      },
    });
    const { desired } = await planner.check(upgrade, CLUSTER_UID);
    expect(desired.profiles[0].version).toBe('1.4.0');
    await expect(
      planner.check({ ...upgrade, version: '9.0.0' }, CLUSTER_UID),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      details: [{ code: 'profile-version-unknown' }],
    });
  });

  it('plans an upgrade, twice the same', async () => {
    const { planner } = await setUp();
    const plan = finishPlan(await planner.plan(upgrade, CLUSTER_UID), {
      kind: 'upgrade',
      now,
    });
    expect(plan).toMatchObject({
      baseRevision: 1,
      kubernetesPath: ['1.35.2', '1.36.0'],
      rollbackClass: 'forward-only',
      machinesReplaced: [
        { pool: 'batch', count: 1 },
        { pool: 'general', count: 3 },
      ],
      objects: { changed: ['Cluster checkout-dev'] },
    });
    expect(codes(plan.findings)).toEqual(['ok kubernetes-move']);
    const again = finishPlan(await planner.plan(upgrade, CLUSTER_UID), {
      kind: 'upgrade',
      now,
    });
    expect(again).toEqual(plan);
  });

  it('plans a new cluster, and the same once it exists', async () => {
    const { planner } = await setUp();
    const request = { ...createRequest, cluster: 'search-dev' };
    const draft = await planner.plan(request, 'new');
    expect(draft).toMatchObject({
      baseRevision: null,
      rollbackClass: 'not-started',
      findings: [],
    });
    expect(draft.objects.created).toContain('Deployment cilium');
    const before = finishPlan(
      await planner.plan(createRequest, CLUSTER_UID, { baseRevision: null }),
      { kind: 'create', now },
    );
    expect(before.baseRevision).toBeNull();
    expect(before.findings).toEqual([]);
  });

  it('turns what no longer resolves into findings', async () => {
    const { knex, planner } = await setUp();
    await knex('profile_versions')
      .where({ version: '1.4.0' })
      .update({ state: 'withdrawn', state_reason: 'data loss' });
    const draft = await planner.plan(upgrade, CLUSTER_UID);
    expect(draft).toMatchObject({
      baseRevision: 1,
      findings: [
        {
          severity: 'block',
          code: 'profile-version-withdrawn',
          message: 'base 1.4.0 is withdrawn (data loss).',
          remedy: 'The newest published version is 1.3.0.',
        },
      ],
    });
    expect(draft.desired).toBeUndefined();
  });

  it('plans on when the provider is away', async () => {
    const { planner } = await setUp({
      preflight: async () => {
        throw new ProviderUnreachableError('no route');
      },
    });
    const existing = await planner.plan(upgrade, CLUSTER_UID);
    expect(codes(existing.findings)).toEqual([
      'warn provider-unreachable',
      'ok kubernetes-move',
    ]);
    expect(existing.desired).toBeDefined();
    const fresh = await planner.plan(
      { ...createRequest, cluster: 'search-dev' },
      'new',
    );
    expect(codes(fresh.findings)).toEqual(['block provider-unreachable']);
  });

  it('does not hide a failing database or an ended caller', async () => {
    const { knex, planner } = await setUp();
    const ended = AbortSignal.abort(new Error('shutdown'));
    await expect(
      planner.plan(upgrade, CLUSTER_UID, { signal: ended }),
    ).rejects.toThrow('shutdown');
    await knex.schema.dropTable('revisions');
    await expect(planner.plan(upgrade, CLUSTER_UID)).rejects.toThrow();
  });
});
