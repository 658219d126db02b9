import type { PolicySnapshot } from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import type { ChangeRow } from '../../database/tables';
import { insertChange } from '../__testUtils__/changeRows';
import { setMissingApprovals } from './setMissingApprovals';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const requirement = (group: string, count: number) => ({
  group: `group:default/${group}`,
  count,
  policies: ['p'],
  reason: 'r',
});
const policy: PolicySnapshot = {
  requirements: [requirement('platform', 2), requirement('security', 1)],
  excluded: ['user:default/alice', 'user:default/author'],
  expiryHours: 72,
};

describe.each(databases.eachSupportedId())(
  'setMissingApprovals, %s',
  databaseId => {
    it('replaces what was missing, and empties the inbox when nothing is', async () => {
      const knex = await databases.init(databaseId);
      await insertChange(knex);
      await insertChange(knex, { id: 'other' });
      const set = (changeId: string, missing: PolicySnapshot['requirements']) =>
        setMissingApprovals(knex, { changeId, policy, missing });
      const stored = async () => ({
        missing: (
          await knex<ChangeRow>('changes').where({ id: 'change-1' }).first()
        )?.missing_approvals,
        groups: await knex('change_requirements')
          .where({ change_id: 'change-1' })
          .orderBy('group_ref')
          .select('group_ref', 'missing'),
        excluded: await knex('change_exclusions')
          .where({ change_id: 'change-1' })
          .orderBy('user_ref')
          .pluck('user_ref'),
      });

      await set('other', policy.requirements);
      await set('change-1', policy.requirements);
      expect(await stored()).toEqual({
        missing: 3,
        groups: [
          { group_ref: 'group:default/platform', missing: 2 },
          { group_ref: 'group:default/security', missing: 1 },
        ],
        excluded: policy.excluded,
      });

      await set('change-1', [requirement('platform', 1)]);
      expect(await stored()).toEqual({
        missing: 1,
        groups: [{ group_ref: 'group:default/platform', missing: 1 }],
        excluded: policy.excluded,
      });

      await set('change-1', []);
      expect(await stored()).toEqual({ missing: 0, groups: [], excluded: [] });
      expect(
        JSON.parse(
          (await knex<ChangeRow>('changes').where({ id: 'change-1' }).first())!
            .policy!,
        ),
      ).toEqual(policy);
      expect(
        await knex('change_requirements').where({ change_id: 'other' }),
      ).toHaveLength(2);
    });
  },
);
