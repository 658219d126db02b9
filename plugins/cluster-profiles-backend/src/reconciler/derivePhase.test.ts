import { derivePhase } from './derivePhase';
import type { Standing } from './types';
import { aPicture } from './__testUtils__/pictures';

const broken = {
  about: 'api' as const,
  message: 'API is silent',
  moving: false,
};
const moving = {
  about: 'layer' as const,
  message: 'x is coming',
  moving: true,
};
const rest: Standing = { picture: aPicture(), obstacles: [], proven: true };
const settled = {
  desired: { deleted: false, paused: false },
  revision: 3,
  appliedRevision: 3 as number | null,
  changeState: 'applied' as const,
  drift: 'InSync' as const,
};

describe('derivePhase', () => {
  it.each<
    [
      string,
      string,
      Partial<Standing>,
      Partial<Parameters<typeof derivePhase>[1]>,
    ]
  >([
    ['ready', 'Revision 3 runs as desired', {}, {}],
    [
      'ready',
      'Revision 3 runs, but layers have drifted from it',
      {},
      { drift: 'Drifted' },
    ],
    [
      'paused',
      'Nothing is written until it is resumed',
      {},
      { desired: { deleted: false, paused: true } },
    ],
    [
      'ready',
      'Imported: its base belongs to somebody else and is well',
      {},
      { desired: { deleted: false, paused: false, observeOnly: true } },
    ],
    [
      'degraded',
      'API is silent',
      { obstacles: [broken] },
      { desired: { deleted: false, paused: false, observeOnly: true } },
    ],
    [
      'requested',
      'API is silent',
      { proven: false, obstacles: [broken] },
      {
        desired: { deleted: false, paused: false, observeOnly: true },
        appliedRevision: null,
        changeState: 'applying',
      },
    ],
    ['held', 'why', { hold: { reason: 'ChainBroken', message: 'why' } }, {}],
    [
      'held',
      'why',
      { hold: { reason: 'ChainBroken', message: 'why' } },
      { desired: { deleted: true, paused: false } },
    ],
    [
      'unknown',
      'No answer since T: timeout',
      { unreachable: { message: 'timeout' } },
      { unreachableSince: 'T' },
    ],
    [
      'deleting',
      'x is coming',
      { obstacles: [moving] },
      { desired: { deleted: true, paused: false } },
    ],
    [
      'requested',
      'Writes are stopped: x',
      {
        picture: aPicture({ observed: undefined }),
        proven: false,
        stopped: 'x',
      },
      { appliedRevision: null, changeState: 'accepted' },
    ],
    [
      'provisioning',
      'x is coming',
      { proven: false, obstacles: [moving] },
      { appliedRevision: null, changeState: 'applying' },
    ],
    [
      'degraded',
      'Revision 3 is late. API is silent',
      { proven: false, obstacles: [broken] },
      { appliedRevision: null, changeState: 'failed' },
    ],
    [
      'updating',
      'On the way to revision 3. x is coming',
      { proven: false, obstacles: [moving] },
      { appliedRevision: 2, changeState: 'applying' },
    ],
    [
      'degraded',
      'API is silent',
      { proven: false, obstacles: [moving, broken] },
      {},
    ],
    ['updating', 'x is coming', { proven: false, obstacles: [moving] }, {}],
    [
      'degraded',
      'no quota',
      { proven: false, obstacles: [moving], trouble: 'no quota' },
      {},
    ],
  ])('%s: %s', (phase, reason, standing, options) => {
    expect(
      derivePhase({ ...rest, ...standing }, { ...settled, ...options }),
    ).toEqual({ phase, reason });
  });
});
