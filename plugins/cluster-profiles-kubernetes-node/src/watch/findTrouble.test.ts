import { findTrouble } from './findTrouble';

const well = { lastError: undefined, lastSeenAt: '2026-01-01T00:00:01.000Z' };

describe('findTrouble', () => {
  it('has nothing to say while all follow', () => {
    expect(findTrouble([])).toBeUndefined();
    expect(findTrouble([well, well])).toBeUndefined();
  });

  it('says why one does not, and when anything was heard last', () => {
    expect(
      findTrouble([
        { ...well, lastSeenAt: '2026-01-01T00:00:00.000Z' },
        { lastError: 'The token has expired', lastSeenAt: undefined },
        well,
      ]),
    ).toEqual({
      message: 'The token has expired',
      lastSeenAt: '2026-01-01T00:00:01.000Z',
    });
    expect(
      findTrouble([{ lastError: 'Connection refused', lastSeenAt: undefined }]),
    ).toEqual({ message: 'Connection refused' });
  });
});
