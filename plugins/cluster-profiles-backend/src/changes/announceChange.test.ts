import { aChangeRow } from './__testUtils__/changeRows';
import { announceChange } from './announceChange';

describe('announceChange', () => {
  it.each([
    [
      aChangeRow(),
      { subject: 'cluster', name: 'payments', uid: 'uid-payments' },
    ],
    [
      aChangeRow({
        subject_kind: 'profile',
        subject_name: 'base',
        subject_uid: null,
      }),
      { subject: 'profile', name: 'base' },
    ],
  ])(
    'wakes the worker and names the change and its subject',
    async (change, subject) => {
      const wake = jest.fn();
      const announce = jest.fn().mockResolvedValue(undefined);
      await announceChange({ announce, wake }, change);
      expect(wake).toHaveBeenCalledTimes(1);
      expect(announce.mock.calls).toEqual([
        [{ subject: 'change', name: 'change-1' }],
        [subject],
      ]);
    },
  );
});
