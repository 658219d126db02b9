import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  entryHash,
  wordsDigest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { recordActivity } from '../activity/recordActivity';
import {
  AT,
  exampleVersion,
  insertExampleCluster,
} from '../profiles/__testUtils__/exampleRows';
import { loadEntries } from '../record/loadEntries';
import { insertProfileVersion } from '../profiles/operations/insertProfileVersion';
import { applyMigrations } from './applyMigrations';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@cluster-profiles/plugin-cluster-profiles-backend',
  'migrations',
);

/** Tables but for those in which knex keeps its record. */
async function tablesOf(knex: Knex): Promise<string[]> {
  const names: string[] = knex.client.config.client.includes('sqlite')
    ? await knex('sqlite_master')
        .where({ type: 'table' })
        .whereNot('name', 'like', 'sqlite_%')
        .pluck('name')
    : await knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .pluck('table_name');
  return names.filter(name => !name.startsWith('knex_migrations')).sort();
}

/** As statements that make them. */
async function indexesOfClusters(knex: Knex): Promise<string[]> {
  const statements: Array<string | null> = knex.client.config.client.includes(
    'sqlite',
  )
    ? await knex('sqlite_master')
        .where({ type: 'index', tbl_name: 'clusters' })
        .pluck('sql')
    : await knex('pg_indexes')
        .where({ tablename: 'clusters' })
        .pluck('indexdef');
  return statements.filter(sql => sql !== null).sort();
}

describe.each(databases.eachSupportedId())(
  'applyMigrations, %s',
  databaseId => {
    it('goes up, down without a trace, and up again', async () => {
      const knex = await databases.init(databaseId);
      expect(await tablesOf(knex)).toEqual([]);
      await applyMigrations(knex);
      const tables = await tablesOf(knex);
      expect(tables).toContain('changes');

      await knex.migrate.rollback({ directory }, true);
      expect(await tablesOf(knex)).toEqual([]);

      await applyMigrations(knex);
      expect(await tablesOf(knex)).toEqual(tables);
    });

    it('finds the version that speaks for a profile, and its labels', async () => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);
      const labels = { audience: 'all' };
      for (const [version, found] of Object.entries({
        '1.9.0': {},
        '1.10.0': labels,
        '2.0.0-rc.1': {},
      })) {
        await insertProfileVersion(knex, {
          version: exampleVersion(version, ({ metadata }) =>
            Object.assign(metadata, { labels: found }),
          ),
        });
      }
      await knex.migrate.down({
        directory,
        name: '20261128000000_profile_labels.js',
      } as Knex.MigratorConfig);

      await applyMigrations(knex);
      expect(await knex('profiles').pluck('shown_version')).toEqual(['1.10.0']);
      expect(await knex('profile_labels')).toEqual([
        { profile: 'base', label: 'audience', value: 'all' },
      ]);
    });

    it('puts the indexes of the fleet back on the way down', async () => {
      const knex = await databases.init(databaseId);
      const name = '20261128000000_fleet_indexes.js';
      await applyMigrations(knex);
      const after = await indexesOfClusters(knex);
      await knex.migrate.down({ directory, name } as Knex.MigratorConfig);
      const before = await indexesOfClusters(knex);
      expect(before).not.toEqual(after);
      expect(before.filter(sql => sql.includes('clusters_by_'))).toHaveLength(
        8,
      );

      await applyMigrations(knex);
      expect(await indexesOfClusters(knex)).toEqual(after);
      expect(after.filter(sql => sql.includes('clusters_by_'))).toHaveLength(9);
    });

    it('fills what tells which layers run from what is stored already', async () => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);
      await knex.migrate.down({
        directory,
        name: '20261122180000_layers_that_run.js',
      } as Knex.MigratorConfig);
      const document = exampleVersion('1.0.0').document;
      await knex('profiles').insert({
        name: 'base',
        owner_ref: 'group:default/platform',
        created_at: AT,
      });
      await knex('profile_versions').insert({
        profile: 'base',
        version: '1.0.0',
        digest: 'd',
        state: 'published',
        type: 'full-stack',
        owner_ref: 'group:default/platform',
        lifecycle: 'production',
        document: JSON.stringify(document),
        files: '{}',
        sources: '[]',
        authors: '[]',
        authors_known: true,
        approvers: '[]',
        change_id: 'change-1',
        published_at: AT,
      });
      await knex('profile_version_layers').insert(
        document.spec.layers.map(({ name, kind, version }, position) => ({
          profile: 'base',
          version: '1.0.0',
          name,
          kind,
          layer_version: version,
          position,
        })),
      );
      for (const name of ['hangs', 'done']) {
        await insertExampleCluster(knex, {
          name,
          profile: 'base',
          profile_version: '1.1.0',
          desired_revision: 2,
          applied_revision: name === 'done' ? 2 : 1,
        });
        for (const number of [1, 2]) {
          await knex('revisions').insert({
            cluster_uid: `uid-${name}`,
            number,
            digest: 'd',
            desired: JSON.stringify({
              profiles: [{ name: 'base', version: `1.${number - 1}.0` }],
            }),
            change_id: 'change-1',
            created_at: AT,
            state: 'applied',
          });
        }
      }

      await applyMigrations(knex);
      expect(await knex('leaving_profiles')).toEqual([
        { cluster_uid: 'uid-hangs', profile: 'base', version: '1.0.0' },
      ]);
      expect(
        await knex('profile_version_layers')
          .orderBy('position')
          .pluck('component'),
      ).toEqual(['ubuntu', null, 'cilium', 'rook', 'ingress']);
    });

    it('chains what was recorded before there were chains, and gives it back on the way down', async () => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);
      const down = () =>
        knex.migrate.down({
          directory,
          name: '20261124000000_record.js',
        } as Knex.MigratorConfig);
      await down();
      const row = (type: string, name: string, uid: string | null) => ({
        at: AT,
        actor: 'user:default/alice',
        subject_kind: uid ? 'cluster' : 'profile',
        subject_name: name,
        subject_uid: uid,
        change_id: uid && 'change-1',
        type,
        message: `Zoë said "${type}"\n`,
      });
      const rows = [
        row('first', 'payments', 'uid-1'),
        row('second', 'base', null),
        row('third', 'payments', 'uid-1'),
      ];
      await knex('activity').insert(rows);
      await applyMigrations(knex);

      const entries = await loadEntries(knex, 'cluster:uid-1');
      expect(entries).toMatchObject([
        { sequence: 1, previous: null, type: 'first' },
        { sequence: 2, previous: entries[0].hash, type: 'third' },
      ]);
      for (const { hash, said, ...rest } of entries) {
        expect(entryHash(rest)).toBe(hash);
        expect(wordsDigest(said!)).toBe(rest.words);
      }
      await recordActivity(knex, {
        at: AT,
        actor: 'user:default/alice',
        subject: { kind: 'profile', name: 'base' },
        type: 'fourth',
        message: 'Goes on',
      });
      expect(await loadEntries(knex, 'profile:base')).toMatchObject([
        { sequence: 1, type: 'second' },
        { sequence: 2, type: 'fourth' },
      ]);

      await down();
      expect(await knex('activity').orderBy('id').limit(3)).toMatchObject(rows);
      await applyMigrations(knex);
      expect(await loadEntries(knex, 'profile:base')).toHaveLength(2);
    });

    it('may be asked for by every replica and at every start', async () => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);
      await knex('installation').insert({ key: 'k', value: 'v' });
      await applyMigrations(knex);
      expect(await knex('installation')).toEqual([{ key: 'k', value: 'v' }]);
    });
  },
);
