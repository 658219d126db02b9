import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { DriftFindingRow } from '../database/tables';
import { aRow, AT } from './__testUtils__/findings';
import { dueCorrections } from './dueCorrections';

describe('dueCorrections', () => {
  const ask = (
    row: Partial<DriftFindingRow>,
    options: {
      driftMode?: 'report' | 'correct';
      secondsLater?: number;
      incomplete?: string[];
    } = {},
  ) => {
    const { driftMode = 'correct', secondsLater = 0 } = options;
    return dueCorrections({
      open: [aRow(undefined, row)],
      layers: [aLayer({ name: 'ingress', driftMode })],
      incomplete: new Set(options.incomplete),
      now: new Date(Date.parse(AT) + secondsLater * 1000),
    });
  };
  const due = (...args: Parameters<typeof ask>) => [...ask(...args).due];

  it('are those of the drift mode, at once', () => {
    expect(due({})).toEqual(['ingress']);
    expect(due({}, { driftMode: 'report' })).toEqual([]);
    expect(due({ layer: 'other' })).toEqual([]);
  });

  it('are those that somebody asked for', () => {
    expect(due({ wanted_at: AT }, { driftMode: 'report' })).toEqual([
      'ingress',
    ]);
  });

  it('wait until it is known what is undone', () => {
    expect(due({}, { incomplete: ['ingress'] })).toEqual([]);
  });

  it('tell when a pause is over', () => {
    const row = { corrections: 2, corrected_at: AT };
    expect(ask(row, { secondsLater: 5 })).toEqual({
      due: new Set(),
      nextAt: new Date(Date.parse(AT) + 20_000).toISOString(),
    });
    expect(ask(row, { secondsLater: 5, driftMode: 'report' })).toEqual({
      due: new Set(),
    });
  });

  it.each([
    [1, 9, []],
    [1, 10, ['ingress']],
    [3, 39, []],
    [3, 40, ['ingress']],
    [50, 599, []],
    [50, 600, ['ingress']],
  ])(
    'after %i of them the next waits: %i seconds later %j',
    (corrections, secondsLater, expected) => {
      expect(due({ corrections, corrected_at: AT }, { secondsLater })).toEqual(
        expected,
      );
    },
  );
});
