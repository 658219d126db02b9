import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { decideDeletion } from './decideDeletion';
import type { Picture } from './types';
import { aPicture } from './__testUtils__/pictures';

const NOW = '2026-01-02T00:00:00.000Z';
const desired = aDesiredState({ deleted: true });
const picture = (overrides: Parameters<typeof aPicture>[0] = {}) =>
  aPicture({ desired, ...overrides });

const imported = aDesiredState({ deleted: true, observeOnly: true });

describe('decideDeletion', () => {
  it.each<
    [
      string,
      Picture,
      { overdue?: string[]; waitForEngine?: boolean; unregisters?: boolean },
      string,
    ]
  >([
    ['dependents first', picture(), {}, 'prune/ingress'],
    [
      'the network goes with the cluster',
      picture({ seeLayers: { ingress: undefined } }),
      {},
      'delete',
    ],
    [
      'the network last, where the cluster stays',
      picture({ desired: imported, seeLayers: { ingress: undefined } }),
      {},
      'prune/cilium',
    ],
    [
      'what is overdue is left behind',
      picture(),
      { overdue: ['ingress'] },
      'delete',
    ],
    ['then the cluster', picture({ engineLayers: [] }), {}, 'delete'],
    [
      'what takes layers off is given new access when its own has ended',
      picture({ registration: { registeredAt: NOW, renewAt: NOW } }),
      {},
      `register/${NOW} prune/ingress`,
    ],
    [
      'a cluster that the engine does not know any more is not made known to it again',
      picture({ registration: 'none' }),
      {},
      'prune/ingress',
    ],
    ['waits for a silent engine', picture(), { waitForEngine: true }, ''],
    [
      'waits for an API that does not answer while layers have to go first',
      picture({ see: { apiReachable: false } }),
      {},
      '',
    ],
    [
      'leaves behind what such an API kept from going in time',
      picture({ see: { apiReachable: false } }),
      { overdue: ['ingress'] },
      'delete',
    ],
    [
      'does not wait for the API of a cluster without such layers',
      picture({
        see: { apiReachable: false },
        seeLayers: { ingress: undefined },
      }),
      {},
      'delete',
    ],
    [
      'waits for a silent engine although the API does not answer either',
      picture({ see: { apiReachable: false }, engineLayers: [] }),
      { waitForEngine: true },
      '',
    ],
    [
      'asks the engine of an imported cluster all the same',
      picture({ desired: imported, see: { apiReachable: false } }),
      {},
      'prune/cilium prune/ingress',
    ],
    [
      'waits for no API when it is forced',
      picture({
        desired: aDesiredState({ deleted: true, forcedDeletion: 'finalizers' }),
        see: { apiReachable: false },
      }),
      {},
      'delete',
    ],
    [
      'waits while it is deleting',
      picture({ see: { deleting: true } }),
      {},
      '',
    ],
    [
      'says it again under a newer revision',
      picture({ see: { deleting: true, revision: 0 } }),
      {},
      'delete',
    ],
    [
      'removes records of the engine once the cluster is gone',
      picture({ observed: undefined }),
      {},
      'abandon/cilium abandon/ingress',
    ],
    [
      'sends a last deletion before the proof',
      picture({ observed: undefined, engineLayers: [] }),
      {},
      'delete last',
    ],
    [
      'has the engine forget the cluster after its layers',
      picture({ observed: undefined, engineLayers: [] }),
      { unregisters: true },
      'unregister delete last',
    ],
    [
      'lets go of what was not gone in time',
      picture({ observed: undefined }),
      { overdue: ['cilium', 'ingress'] },
      'abandon/cilium abandon/ingress delete last',
    ],
    [
      'has patience with an imported cluster that does not answer',
      picture({ desired: imported, observed: undefined }),
      { overdue: ['cilium'] },
      'abandon/cilium prune/ingress',
    ],
    [
      'takes its add-ons off an imported cluster',
      picture({ desired: imported }),
      {},
      'prune/ingress',
    ],
    [
      'leaves the base of an imported cluster alone',
      picture({ desired: imported, engineLayers: [] }),
      {},
      'last',
    ],
    [
      'forgets an imported cluster that is gone',
      picture({ desired: imported, observed: undefined, engineLayers: [] }),
      {},
      'last',
    ],
  ])('%s', (_, seen, options, expected) => {
    const { writes, last } = decideDeletion(seen, {
      overdue: new Set(options.overdue),
      waitForEngine: options.waitForEngine ?? false,
      unregisters: options.unregisters,
      now: NOW,
    });
    expect(
      [...writes.map(({ what }) => what), ...(last ? ['last'] : [])].join(' '),
    ).toBe(expected);
  });
});
