import { ThrottledError } from '../http/ThrottledError';
import { backOff } from './backOff';

describe('backOff', () => {
  const error = new Error('cut');

  it('doubles up to half a minute, and spreads by half', () => {
    const waits = [1, 2, 3, 7, 50].map(failures =>
      backOff({ failures, error, random: () => 0 }),
    );
    expect(waits).toEqual([500, 1000, 2000, 30_000, 30_000]);
    expect(backOff({ failures: 1, error, random: () => 0.99 })).toBe(748);
  });

  it('waits as long as the server asks, within reason', () => {
    const asked = (seconds: number) =>
      backOff({
        failures: 1,
        error: new ThrottledError('busy', seconds),
        random: () => 0,
      });
    expect([asked(0), asked(60), asked(99_999)]).toEqual([
      500, 60_000, 300_000,
    ]);
  });
});
