import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { ColumnFilter } from '@cluster-profiles/plugin-cluster-profiles-node';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { applyCriteria } from './applyCriteria';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

const owner = (...values: string[]): ColumnFilter => ({
  column: 'owner',
  values,
});
const stage = (...values: string[]): ColumnFilter => ({
  column: 'stage',
  values,
});

describe('applyCriteria', () => {
  it.each(databases.eachSupportedId())(
    'selects what the conditions allow, %p',
    async id => {
      const knex = await databases.init(id);
      await knex.schema.createTable('things', table => {
        table.string('name');
        table.string('owner');
        table.string('stage').nullable();
      });
      await knex('things').insert([
        { name: 'a-dev', owner: 'a', stage: 'development' },
        { name: 'a-prod', owner: 'a', stage: 'production' },
        { name: 'b-prod', owner: 'b', stage: 'production' },
        { name: 'b-none', owner: 'b', stage: null },
      ]);
      const select = async (criteria: PermissionCriteria<ColumnFilter>) => {
        const rows = await knex('things')
          .where(builder => applyCriteria(builder, criteria))
          .orderBy('name');
        return rows.map(row => row.name);
      };

      expect(await select(owner('a'))).toEqual(['a-dev', 'a-prod']);
      expect(await select(owner())).toEqual([]);
      expect(await select({ not: owner('a') })).toEqual(['b-none', 'b-prod']);
      expect(await select({ not: stage('production') })).toEqual([
        'a-dev',
        'b-none',
      ]);
      expect(
        await select({ allOf: [owner('b'), stage('production')] }),
      ).toEqual(['b-prod']);
      expect(
        await select({ anyOf: [owner('a'), stage('production')] }),
      ).toEqual(['a-dev', 'a-prod', 'b-prod']);
      expect(
        await select({ not: { anyOf: [owner('a'), stage('production')] } }),
      ).toEqual(['b-none']);
      expect(
        await select({ not: { allOf: [owner('a'), stage('production')] } }),
      ).toEqual(['a-dev', 'b-none', 'b-prod']);
    },
  );
});
