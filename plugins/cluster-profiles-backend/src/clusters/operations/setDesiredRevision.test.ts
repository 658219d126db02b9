import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import type {
  ClusterRow,
  LeavingProfileRow,
  RevisionProfileRow,
  RevisionRow,
} from '../../database/tables';
import { insertCluster } from './insertCluster';
import { releaseCluster } from './releaseCluster';
import { setDesiredRevision } from './setDesiredRevision';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const NOW = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:01:00.000Z';
const requested = aDesiredState();
const clusterUid = requested.cluster.uid;

describe.each(databases.eachSupportedId())(
  'setDesiredRevision, %s',
  databaseId => {
    let knex: Knex;
    const row = async () => (await knex<ClusterRow>('clusters').first())!;
    const profiles = () =>
      knex<RevisionProfileRow>('revision_profiles').orderBy('profile');

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      await insertCluster(knex, { desired: requested, now: NOW });
    });

    it('moves the revision with all columns that lists and permissions look at', async () => {
      const desired = aDesiredState({
        cluster: { owner: 'group:default/search', description: 'Theirs now' },
        target: { name: 'prod-eu1', stage: 'production', region: 'eu-2' },
        profiles: [
          {
            name: 'ai-ml-gpu',
            version: '1.0.0',
            digest: 'a',
            type: 'full-stack',
          },
          {
            name: 'observability',
            version: '2.0.0',
            digest: 'b',
            type: 'add-on',
          },
        ],
        follow: 'minor',
        paused: true,
        protected: true,
      });
      expect(
        await setDesiredRevision(knex, {
          clusterUid,
          from: null,
          to: 1,
          desired,
          lastRevision: 1,
          now: LATER,
        }),
      ).toBe(true);
      const { paused, protected: isProtected, ...rest } = await row();
      expect([Boolean(paused), Boolean(isProtected)]).toEqual([true, true]);
      expect(rest).toMatchObject({
        desired_revision: 1,
        last_revision: 1,
        owner_ref: 'group:default/search',
        description: 'Theirs now',
        target: 'prod-eu1',
        stage: 'production',
        region: 'eu-2',
        profile: 'ai-ml-gpu',
        profile_version: '1.0.0',
        follow: 'minor',
        updated_at: LATER,
      });
      expect(await profiles()).toMatchObject([
        { profile: 'ai-ml-gpu', version: '1.0.0' },
        { profile: 'observability', version: '2.0.0' },
      ]);
    });

    it('writes nothing when another was faster', async () => {
      const move = (from: number | null, follow: 'patch' | 'minor') =>
        setDesiredRevision(knex, {
          clusterUid,
          from,
          to: 1,
          desired: aDesiredState({ follow }),
          now: NOW,
        });
      expect(await move(null, 'patch')).toBe(true);
      const before = [await row(), await profiles()];
      expect(await move(null, 'minor')).toBe(false);
      expect(await move(7, 'minor')).toBe(false);
      expect([await row(), await profiles()]).toEqual(before);
    });

    it('goes back to none without giving its number out again', async () => {
      await setDesiredRevision(knex, {
        clusterUid,
        from: null,
        to: 1,
        desired: requested,
        lastRevision: 1,
        now: NOW,
      });
      await setDesiredRevision(knex, {
        clusterUid,
        from: 1,
        to: null,
        phase: 'requested',
        phaseReason: 'Planned again',
        now: NOW,
      });
      expect(await row()).toMatchObject({
        desired_revision: null,
        last_revision: 1,
        phase: 'requested',
        phase_reason: 'Planned again',
      });
      expect(await profiles()).toEqual([]);
    });

    it('keeps what was proven last until the desired revision is back at it', async () => {
      const proven = aDesiredState({
        profiles: [
          { name: 'base', version: '1.0.0', digest: 'a', type: 'full-stack' },
          { name: 'tools', version: '1.0.0', digest: 'b', type: 'add-on' },
        ],
      });
      const next = aDesiredState({
        profiles: [
          { name: 'base', version: '1.1.0', digest: 'c', type: 'full-stack' },
          { name: 'tools', version: '1.0.0', digest: 'b', type: 'add-on' },
        ],
      });
      const move = (from: number | null, to: number, desired: DesiredState) =>
        setDesiredRevision(knex, { clusterUid, from, to, desired, now: NOW });
      const leaving = () => knex<LeavingProfileRow>('leaving_profiles');

      await move(null, 1, proven);
      expect(await leaving()).toEqual([]);
      await knex<RevisionRow>('revisions').insert({
        cluster_uid: clusterUid,
        number: 1,
        digest: 'd',
        desired: JSON.stringify(proven),
        change_id: 'change-1',
        created_at: NOW,
        state: 'applied',
      });
      await knex<ClusterRow>('clusters').update({ applied_revision: 1 });

      await move(1, 2, next);
      expect(await leaving()).toEqual([
        { cluster_uid: clusterUid, profile: 'base', version: '1.0.0' },
      ]);
      await move(2, 3, next);
      expect(await leaving()).toHaveLength(1);
      await move(3, 4, proven);
      expect(await leaving()).toEqual([]);
    });

    it('does not wake a deleted cluster', async () => {
      await releaseCluster(knex, { clusterUid, reason: 'Deleted', now: NOW });
      expect(
        await setDesiredRevision(knex, {
          clusterUid,
          from: null,
          to: 1,
          desired: requested,
          now: NOW,
        }),
      ).toBe(false);
    });
  },
);
