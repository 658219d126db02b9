import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { insertCluster } from '../clusters/operations/insertCluster';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { RecordKeys } from '../record/RecordKeys';
import { AT, DIGEST, insertChange } from './__testUtils__/changeRows';
import { acceptChange } from './acceptChange';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const now = new Date('2026-01-02T00:00:00.000Z');
const requested = aDesiredState();
const uid = requested.cluster.uid;

describe.each(databases.eachSupportedId())('acceptChange, %s', databaseId => {
  let knex: Knex;
  const cluster = async () => (await knex<ClusterRow>('clusters').first())!;
  const read = async (id = 'change-1') =>
    (await knex<ChangeRow>('changes').where({ id }).first())!;

  const accept = (change: ChangeRow, plan: Partial<Plan> = {}) =>
    knex.transaction(tx =>
      acceptChange(tx, {
        change,
        plan: {
          baseRevision: null,
          desired: requested,
          revisionDigest: DIGEST,
          ...plan,
        } as Plan,
        actor: 'user:default/pete',
        from: ['awaiting-approval'],
        now,
        keys: RecordKeys.create([]),
        expiryHours: 72,
        config: { targets: [], ownerLimits: [] },
      }),
    );

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await insertCluster(knex, { desired: requested, now: AT });
  });

  it('makes a change of a cluster its desired revision, due at once', async () => {
    const change = await insertChange(knex, {
      subject_uid: uid,
      expires_at: '2026-01-04T00:00:00.000Z',
    });
    expect(await accept(change)).toBe('accepted');
    expect(await read()).toMatchObject({
      state: 'accepted',
      revision: 1,
      profile: requested.profiles[0].name,
      accepted_at: now.toISOString(),
      expires_at: null,
    });
    expect(await cluster()).toMatchObject({
      desired_revision: 1,
      last_revision: 1,
    });
    const [revision] = await knex('revisions');
    expect(revision).toMatchObject({
      cluster_uid: uid,
      number: 1,
      digest: DIGEST,
      change_id: 'change-1',
      state: 'accepted',
    });
    expect(JSON.parse(revision.desired)).toEqual(requested);
    expect(await knex('work')).toMatchObject([
      { kind: 'cluster', id: uid, due_at: now.toISOString() },
    ]);
  });

  it('gives no number out twice, not even one of an abandoned revision', async () => {
    await knex('clusters').update({ desired_revision: 1, last_revision: 4 });
    const change = await insertChange(knex, { subject_uid: uid });
    expect(await accept(change, { baseRevision: 1 })).toBe('accepted');
    expect(await read()).toMatchObject({ revision: 5 });
  });

  it('hands a change of a profile to the worker', async () => {
    const change = await insertChange(knex, {
      kind: 'publish',
      subject_kind: 'profile',
      subject_name: 'base',
      subject_uid: null,
    });
    expect(await accept(change, { desired: undefined })).toBe('accepted');
    expect(await read()).toMatchObject({ profile: 'base' });
    expect(await knex('revisions')).toEqual([]);
    expect(await knex('work')).toMatchObject([
      { kind: 'change', id: 'change-1' },
    ]);
  });

  it('makes a change stale when its cluster has moved on, and leaves the cluster alone', async () => {
    await knex('clusters').update({ desired_revision: 3, last_revision: 3 });
    const before = await cluster();
    const change = await insertChange(knex, { subject_uid: uid });
    expect(await accept(change, { baseRevision: 2 })).toBe('stale');
    expect(await read()).toMatchObject({
      state: 'stale',
      state_reason: expect.stringContaining('plan again'),
      revision: null,
      expires_at: '2026-01-05T00:00:00.000Z',
    });
    expect(await cluster()).toEqual(before);
    expect(await knex('revisions')).toEqual([]);
  });

  it.each([
    ['upgrade', 'stale', 'applying'],
    ['delete', 'accepted', 'superseded'],
    ['roll-back', 'accepted', 'superseded'],
  ])(
    'while another change is applied: %s is %s, the other is %s',
    async (kind, outcome, other) => {
      await knex('clusters').update({ desired_revision: 1, last_revision: 1 });
      await insertChange(knex, {
        id: 'running',
        subject_uid: uid,
        state: 'applying',
        revision: 1,
      });
      const change = await insertChange(knex, { kind, subject_uid: uid });
      expect(await accept(change, { baseRevision: 1 })).toBe(outcome);
      expect((await read('running')).state).toBe(other);
    },
  );

  it('writes nothing when the change was decided otherwise meanwhile', async () => {
    const change = await insertChange(knex, {
      subject_uid: uid,
      state: 'cancelled',
    });
    const before = await cluster();
    expect(await accept(change)).toBe('lost');
    expect(await cluster()).toEqual(before);
    expect(await knex('revisions')).toEqual([]);
    expect(await knex('work')).toEqual([]);
    expect(await knex('activity')).toEqual([]);
  });
});
