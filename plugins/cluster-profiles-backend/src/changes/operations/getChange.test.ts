import type { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import type { ApprovalRow } from '../../database/tables';
import {
  anApproval,
  AT,
  DIGEST,
  insertChange,
} from '../__testUtils__/changeRows';
import { getChange, listDecisions } from './getChange';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('getChange, %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await insertChange(knex);
    await insertChange(knex, { id: 'other' });
    for (const approval of [
      { approver: 'user:default/pete', plan_digest: DIGEST },
      { approver: 'user:default/sam', decision: 'rejected' },
      { approver: 'user:default/of-another-plan', plan_digest: 'older' },
      // Equal in content, but made again since.
      {
        approver: 'user:default/of-an-earlier-plan',
        planned_at: '2025-12-31T00:00:00.000Z',
      },
      { approver: 'user:default/of-another-change', change_id: 'other' },
    ]) {
      await knex<ApprovalRow>('approvals').insert(anApproval(approval));
    }
  });

  it('reads one, and names what is not there', async () => {
    expect(await getChange(knex, 'change-1')).toMatchObject({
      id: 'change-1',
      subject_name: 'payments',
    });
    await expect(getChange(knex, 'nobody')).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('nobody'),
    });
  });

  it('gives the decisions on the present plan only, in their order', async () => {
    const decisions = await listDecisions(knex, {
      id: 'change-1',
      plan_digest: DIGEST,
      planned_at: AT,
    });
    expect(
      decisions.map(({ approver, decision }) => [approver, decision]),
    ).toEqual([
      ['user:default/pete', 'approved'],
      ['user:default/sam', 'rejected'],
    ]);
  });

  it.each([
    { plan_digest: null, planned_at: AT },
    { plan_digest: DIGEST, planned_at: null },
  ])('gives none while there is no plan: %p', async plan => {
    expect(await listDecisions(knex, { id: 'change-1', ...plan })).toEqual([]);
  });
});
