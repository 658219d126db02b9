import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { ChangeRow } from '../database/tables';
import { aChangeRow, insertChange } from './__testUtils__/changeRows';
import { announceChange } from './announceChange';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('announceChange, %s', databaseId => {
  async function announced(
    change: ChangeRow,
    others: Array<Partial<ChangeRow>> = [],
  ) {
    const knex = await databases.init(databaseId);
    for (const other of others) {
      await insertChange(knex, other);
    }
    const wake = jest.fn();
    const announce = jest.fn().mockResolvedValue(undefined);
    const times = { moved: jest.fn().mockResolvedValue(undefined) };
    await announceChange({ announce, knex, times, wake }, change);
    expect(times.moved.mock.calls).toEqual([[change]]);
    expect(wake).toHaveBeenCalledTimes(1);
    return announce.mock.calls.map(([event]) => event);
  }
  const aProfileChange = aChangeRow({
    subject_kind: 'profile',
    subject_name: 'base',
    subject_uid: null,
  });

  it.each([
    [
      aChangeRow(),
      { subject: 'cluster', name: 'payments', uid: 'uid-payments' },
    ],
    [aProfileChange, { subject: 'profile', name: 'base' }],
  ])(
    'wakes the worker and names the change and its subject',
    async (change, subject) => {
      expect(await announced(change)).toEqual([
        { subject: 'change', name: 'change-1' },
        subject,
      ]);
    },
  );

  it.each([
    ['cluster', aChangeRow()] as const,
    ['profile', aProfileChange] as const,
  ])('names what waits on the same %s', async (_kind, change) => {
    const { subject_kind, subject_name, subject_uid } = change;
    const same = { subject_kind, subject_name, subject_uid };
    const events = await announced(change, [
      { ...same, id: 'change-1' },
      { ...same, id: 'waits' },
      { ...same, id: 'done', state: 'applied' },
      { ...same, id: 'elsewhere', subject_name: 'other' },
      { ...same, id: 'of-its-predecessor', subject_uid: 'uid-before' },
    ]);
    expect(events.slice(2)).toEqual([{ subject: 'change', name: 'waits' }]);
  });
});
