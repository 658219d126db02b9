import type { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import type { ApprovalRow } from '../../database/tables';
import { anApproval, insertChange } from '../__testUtils__/changeRows';
import { listChanges } from './listChanges';
import { setMissingApprovals } from './setMissingApprovals';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const PLATFORM = 'group:default/platform';
const SECURITY = 'group:default/security';
const pete = {
  ref: 'user:default/pete',
  groups: ['user:default/pete', PLATFORM],
};
const sam = { ref: 'user:default/sam', groups: ['user:default/sam', SECURITY] };
const author = { ref: 'user:default/author', groups: [PLATFORM] };
const ci = { ref: 'service:external:ci', groups: [] };

type Query = Partial<Parameters<typeof listChanges>[1]>;

describe.each(databases.eachSupportedId())('listChanges, %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    const missing = async (
      id: string,
      groups: string[],
      changes: Parameters<typeof insertChange>[1] = {},
    ) => {
      await insertChange(knex, { id, ...changes });
      const requirements = groups.map(group => ({
        group,
        count: 1,
        policies: ['p'],
        reason: 'r',
      }));
      await setMissingApprovals(knex, {
        changeId: id,
        policy: { requirements, excluded: [author.ref], expiryHours: 72 },
        missing: requirements,
      });
    };
    await missing('platform', [PLATFORM], {
      created_at: '2026-01-05T00:00:00.000Z',
    });
    await missing('both', [PLATFORM, SECURITY], {
      created_at: '2026-01-04T00:00:00.000Z',
      proposer: 'user:default/bob',
    });
    await missing('decided', [PLATFORM], {
      created_at: '2026-01-03T00:00:00.000Z',
      kind: 'publish',
      subject_kind: 'profile',
      subject_name: 'base',
    });
    await missing('replanned', [PLATFORM], {
      created_at: '2026-01-02T00:00:00.000Z',
      planned_at: '2026-01-02T12:00:00.000Z',
    });
    await missing('accepted', [PLATFORM], {
      state: 'accepted',
      stage: 'development',
    });
    for (const id of ['decided', 'replanned']) {
      // On the plan of `decided`, and on an earlier one of `replanned`.
      await knex<ApprovalRow>('approvals').insert(
        anApproval({ change_id: id, approver: pete.ref }),
      );
    }
  });

  const list = async (query: Query) => {
    const { rows, totalCount } = await listChanges(knex, {
      offset: 0,
      limit: 50,
      ...query,
    });
    return { ids: rows.map(({ id }) => id), totalCount };
  };

  it.each([
    ['in a missing group', pete, ['platform', 'both', 'replanned']],
    ['in another missing group', sam, ['both']],
    ['excluded, though in the group', author, []],
    ['in no group', ci, []],
    ['unknown', undefined, []],
  ])('waits for somebody who is %s', async (_who, caller, ids) => {
    expect(await list({ waitingForMe: true, caller })).toEqual({
      ids,
      totalCount: ids.length,
    });
  });

  it.each<[Query, string[]]>([
    [{}, ['platform', 'both', 'decided', 'replanned', 'accepted']],
    [{ order: 'asc', limit: 2 }, ['accepted', 'replanned']],
    [{ offset: 3 }, ['replanned', 'accepted']],
    [{ state: ['accepted', 'applied'] }, ['accepted']],
    [{ kind: ['publish'] }, ['decided']],
    [{ subjectKind: 'profile' }, ['decided']],
    [{ subject: 'base' }, ['decided']],
    [{ search: 'AS' }, ['decided']],
    [{ search: '%' }, []],
    [{ stage: ['development'] }, ['accepted']],
    [{ proposer: 'user:default/bob' }, ['both']],
    [{ visible: builder => builder.where({ id: 'both' }) }, ['both']],
    [{ waitingForMe: true, caller: pete, kind: ['publish'] }, []],
  ])('filters, orders and pages by %p', async (query, ids) => {
    expect((await list(query)).ids).toEqual(ids);
  });

  it('counts all pages', async () => {
    expect((await list({ limit: 2 })).totalCount).toBe(5);
  });
});
