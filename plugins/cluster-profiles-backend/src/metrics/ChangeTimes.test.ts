import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aChangeRow, insertChange } from '../changes/__testUtils__/changeRows';
import type { ChangeRow } from '../database/tables';
import { ChangeTimes } from './ChangeTimes';
import { recordMetrics } from './__testUtils__/recordMetrics';

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });
const APPROVAL = 'cluster_profiles.change.approval.duration';
const DURATION = 'cluster_profiles.change.duration';
const at = (time: string) => `2026-01-01T${time}.000Z`;
const policy = JSON.stringify({ requirements: [{ group: 'g', count: 1 }] });

async function moved(before: Partial<ChangeRow>, after: Partial<ChangeRow>) {
  const knex = await databases.init('SQLITE_3');
  const { metrics, recorded } = recordMetrics();
  const times = new ChangeTimes({ knex, metrics });
  await insertChange(knex, { policy, planned_at: at('10:00:00'), ...after });
  await times.moved(aChangeRow(before));
  return recorded;
}

describe('ChangeTimes', () => {
  const accepted = { state: 'accepted', accepted_at: at('10:05:00') };

  it('tells how long approvers took, once', async () => {
    expect(await moved({}, accepted)).toEqual({
      [APPROVAL]: [
        [
          300,
          {
            'cluster_profiles.change.kind': 'create',
            'cluster_profiles.stage': 'production',
          },
        ],
      ],
    });
    expect(await moved(accepted, accepted)).toEqual({});
  });

  it('leaves out what needs no approval, and what is not accepted', async () => {
    const nobody = JSON.stringify({ requirements: [] });
    expect(await moved({}, { ...accepted, policy: nobody })).toEqual({});
    expect(await moved({}, {})).toEqual({});
    expect(
      await moved({}, { state: 'cancelled', finished_at: at('10:05:00') }),
    ).toEqual({});
  });

  it.each(['applied', 'failed'])(
    'tells how long it took from acceptance until it was %s',
    async state => {
      const finished = { ...accepted, state, finished_at: at('10:15:30') };
      expect(await moved(accepted, finished)).toEqual({
        [DURATION]: [
          [
            630,
            {
              'cluster_profiles.change.kind': 'create',
              'cluster_profiles.stage': 'production',
              'cluster_profiles.change.state': state,
            },
          ],
        ],
      });
      expect(await moved(finished, finished)).toEqual({});
    },
  );
});
