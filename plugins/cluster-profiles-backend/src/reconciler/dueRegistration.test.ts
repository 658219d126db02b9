import { dueRegistration } from './dueRegistration';
import { aPicture } from './__testUtils__/pictures';

const registration = {
  registeredAt: '2026-01-01T00:00:00.000Z',
  renewAt: '2026-01-02T00:00:00.000Z',
};
const cutOff = {
  registration,
  seeLayers: { ingress: { health: 'Unknown', drift: 'Unknown' } as const },
};

describe('dueRegistration', () => {
  it.each<[string, Parameters<typeof aPicture>[0], string, boolean]>([
    ['where nothing registers it', {}, '2026-01-03T00:00:00.000Z', false],
    ['before its time', { registration }, '2026-01-01T23:59:59.000Z', false],
    ['in its time', { registration }, '2026-01-02T00:00:00.000Z', true],
    ['cut off, at first', cutOff, '2026-01-01T00:04:59.000Z', false],
    ['cut off, after a while', cutOff, '2026-01-01T00:05:00.000Z', true],
    [
      'with an Application that somebody edited',
      {
        registration,
        seeLayers: { ingress: { health: 'Unknown', drift: 'Drifted' } },
      },
      '2026-01-01T01:00:00.000Z',
      false,
    ],
  ])('%s', (_, overrides, now, due) => {
    expect(dueRegistration(aPicture(overrides), now)).toEqual(
      due
        ? { type: 'register', first: false, what: `register/${now}` }
        : undefined,
    );
  });

  it('comes before all layers where the engine does not know the cluster', () => {
    expect(
      dueRegistration(
        aPicture({ registration: 'none' }),
        registration.registeredAt,
      ),
    ).toEqual({ type: 'register', first: true, what: 'register' });
  });
});
