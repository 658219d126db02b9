import { accessStanding } from './accessStanding';

const grant = { change: 'g', role: 'edit' as const, until: '2026-01-01' };
const pending = {
  change: 'p',
  role: 'admin' as const,
  hours: 2,
  state: 'awaiting-approval' as const,
};

describe('accessStanding', () => {
  it('is free where no policy asks, whatever was granted', () => {
    expect(
      accessStanding(
        { roles: ['view', 'admin'], byApproval: ['admin'] },
        'view',
      ),
    ).toEqual({ way: 'free' });
  });

  it('takes a grant for more, and no grant for less', () => {
    const offer = {
      roles: [],
      byApproval: ['view' as const, 'edit' as const, 'admin' as const],
      granted: [grant],
    };
    expect(accessStanding(offer, 'view')).toEqual({ way: 'granted', grant });
    expect(accessStanding(offer, 'edit')).toEqual({ way: 'granted', grant });
    expect(accessStanding(offer, 'admin')).toEqual({ way: 'ask' });
    expect(accessStanding({ ...offer, pending: [pending] }, 'admin')).toEqual({
      way: 'pending',
      pending,
    });
    expect(accessStanding({ ...offer, pending: [pending] }, 'edit')).toEqual({
      way: 'granted',
      grant,
    });
  });
});
