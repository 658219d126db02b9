import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  aTarget,
  aVersion,
  CLUSTER_UID,
  createRequest,
  existingFacts,
} from './__testUtils__/builders';
import { seedPlanning } from './__testUtils__/seedPlanning';
import { gatherFacts } from './gatherFacts';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const addOn = aVersion({ name: 'addon', type: 'add-on', version: '1.0.0' });
const other = aVersion({ name: 'other', version: '1.0.0' });
const base = [
  aVersion({ version: '1.3.0' }),
  aVersion({ version: '1.10.0', state: 'withdrawn' }),
];
const { desired } = existingFacts().base;
const second = { ...desired, follow: 'patch' as const };
const third = { ...desired, follow: 'minor' as const };
const neighbour = (number: number, name = 'dev-eu1') => ({
  ...desired,
  cluster: { ...desired.cluster, uid: `uid-${number}`, name: `c${number}` },
  target: aTarget({ name }),
});
const cluster = 'checkout-dev';

describe.each(databases.eachSupportedId())('gatherFacts, %s', databaseId => {
  async function setUp() {
    const knex = await databases.init(databaseId);
    await seedPlanning(knex, {
      versions: [...base, addOn, other],
      clusters: [
        { revisions: [desired, second, third], applied: 2 },
        { revisions: [neighbour(1)] },
        { revisions: [neighbour(2)], desired: null },
        { revisions: [neighbour(3)], deleted: true },
        { revisions: [neighbour(4, 'prod-eu1')] },
      ],
    });
    const gather = (
      request: Parameters<typeof gatherFacts>[1]['request'],
      options: { clusterUid?: string; baseRevision?: number | null } = {},
    ) =>
      gatherFacts(knex, {
        request,
        clusterUid: CLUSTER_UID,
        targets: [
          aTarget(),
          aTarget({ name: 'prod-eu1', stage: 'production' }),
        ],
        ...options,
      });
    return { gather };
  }

  it('reads what a new cluster needs', async () => {
    const { gather } = await setUp();
    const facts = await gather(
      {
        ...createRequest,
        addOnProfiles: [{ name: 'addon', version: '1.0.0' }],
      },
      { clusterUid: 'new' },
    );
    expect(facts).toEqual({
      clusterUid: 'new',
      versions: expect.any(Array),
      target: aTarget(),
      clustersOnTarget: 3,
    });
    expect(
      facts.versions.map(({ profile, version }) => `${profile} ${version}`),
    ).toEqual(['addon 1.0.0', 'base 1.10.0', 'base 1.3.0']);
    expect(facts.versions[2]).toEqual(base[0]);
  });

  it('reads the revisions of an existing one', async () => {
    const { gather } = await setUp();
    const facts = await gather({ kind: 'roll-back', cluster, revision: 1 });
    expect(facts).toMatchObject({
      base: { number: 3, desired: third },
      applied: { number: 2, desired: second },
      rollBackTo: { number: 1, desired },
      clustersOnTarget: 2,
    });
  });

  it('starts from another revision, or from nothing, where told to', async () => {
    const { gather } = await setUp();
    const pause = { kind: 'pause' as const, cluster };
    const fromSecond = await gather(pause, { baseRevision: 2 });
    expect(fromSecond.base).toEqual({ number: 2, desired: second });
    expect(fromSecond.applied).toBeUndefined();
    const fromNothing = await gather(createRequest, { baseRevision: null });
    expect(fromNothing.base).toBeUndefined();
    expect(fromNothing.applied).toBeUndefined();
  });

  it('finds the target that a request names', async () => {
    const { gather } = await setUp();
    const moved = await gather({
      kind: 'retarget',
      cluster,
      target: 'prod-eu1',
    });
    expect(moved.target?.name).toBe('prod-eu1');
    expect(moved.clustersOnTarget).toBe(1);
    const same = await gather({ kind: 'retarget', cluster });
    expect(same.target?.name).toBe('dev-eu1');
    const nowhere = await gather({ ...createRequest, target: 'moon' });
    expect(nowhere.target).toBeUndefined();
    expect(nowhere.clustersOnTarget).toBe(0);
  });

  it('knows nothing of what is not there', async () => {
    const { gather } = await setUp();
    expect(
      await gather({ kind: 'pause', cluster }, { clusterUid: 'nobody' }),
    ).toEqual({
      clusterUid: 'nobody',
      versions: [],
      target: undefined,
      clustersOnTarget: 0,
    });
  });
});
