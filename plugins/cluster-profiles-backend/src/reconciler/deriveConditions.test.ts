import type { Condition } from '@cluster-profiles/plugin-cluster-profiles-common';
import { deriveConditions } from './deriveConditions';
import { findObstacles } from './findObstacles';
import type { Standing } from './types';
import { aPicture } from './__testUtils__/pictures';

function standing(
  picture = aPicture(),
  overrides: Partial<Standing> = {},
): Standing {
  const obstacles = findObstacles(picture);
  return { picture, obstacles, proven: obstacles.length === 0, ...overrides };
}
const derive = (
  it: Standing,
  previous: Condition[] = [],
  now = 'T1',
  drift: 'InSync' | 'Drifted' = 'InSync',
) => deriveConditions(it, { previous, drift, deleting: false, now });
const tell = (conditions: Condition[]) =>
  Object.fromEntries(
    conditions.map(({ type, status, reason }) => [type, `${status} ${reason}`]),
  );

describe('deriveConditions', () => {
  it('is all well at rest', () => {
    expect(tell(derive(standing()))).toEqual({
      Available: 'True Available',
      ControlPlaneReady: 'True AsDesired',
      NetworkReady: 'True AsDesired',
      WorkersReady: 'True AsDesired',
      LayersReady: 'True AsDesired',
      InSync: 'True InSync',
      Reconciling: 'False AtRest',
      Held: 'False NotHeld',
    });
  });

  it.each<[string, Standing, Record<string, string>]>([
    [
      'nothing there',
      standing(aPicture({ observed: undefined, engineLayers: [] })),
      {
        Available: 'False NotThere',
        ControlPlaneReady: 'False MachinesNotReady',
        Reconciling: 'True Converging',
      },
    ],
    [
      'still available during an upgrade of the network',
      standing(aPicture({ seeLayers: { cilium: { digest: 'old' } } })),
      { Available: 'True Available', NetworkReady: 'False LayersNotReady' },
    ],
    [
      'no network',
      standing(aPicture({ engineLayers: [] })),
      { Available: 'False NetworkNotReady' },
    ],
    [
      'API silent',
      standing(aPicture({ see: { apiReachable: false } })),
      { Available: 'False ApiNotReachable' },
    ],
    [
      'unreachable',
      standing(undefined, { unreachable: { message: 'x' } }),
      { Available: 'Unknown Unreachable', Reconciling: 'False Unreachable' },
    ],
    [
      'held',
      standing(undefined, { hold: { reason: 'ForeignWrite', message: 'x' } }),
      { Held: 'True ForeignWrite', Reconciling: 'False Held' },
    ],
    [
      'writes stopped',
      standing(undefined, { stopped: 'x' }),
      { Reconciling: 'False WritesStopped' },
    ],
  ])('%s', (_, it, expected) => {
    expect(tell(derive(it))).toMatchObject(expected);
  });

  it('judges of an imported cluster only what is ours', () => {
    const conditions = deriveConditions(standing(), {
      previous: [],
      drift: 'InSync',
      deleting: false,
      observeOnly: true,
      now: 'T1',
    });
    expect(conditions.map(({ type }) => type)).toEqual([
      'Available',
      'LayersReady',
      'InSync',
      'Reconciling',
      'Held',
    ]);
  });

  it('moves the time only when the status moves', () => {
    const first = derive(standing());
    const workersGone = standing(aPicture({ see: { machines: [] } }));
    const second = derive(workersGone, first, 'T2');
    const times = (conditions: Condition[]) =>
      Object.fromEntries(
        conditions.map(({ type, lastTransitionTime }) => [
          type,
          lastTransitionTime,
        ]),
      );
    expect(times(second)).toMatchObject({
      WorkersReady: 'T2',
      NetworkReady: 'T1',
      Held: 'T1',
    });
    expect(times(derive(workersGone, second, 'T3'))).toEqual(times(second));
  });

  it('keeps what was known when nobody looked', () => {
    const first = derive(standing());
    const blind: Standing = {
      obstacles: [],
      proven: false,
      hold: { reason: 'ChainBroken', message: 'x' },
    };
    expect(tell(derive(blind, first, 'T2')).Available).toBe('True Available');
    expect(tell(derive(blind)).Available).toBe('Unknown NotObserved');
  });
});
