import {
  CLUSTER_CHANGE_KINDS,
  type ClusterChangeRequest,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  createRequest,
  existingFacts,
  newFacts,
  refusalOf,
} from './__testUtils__/builders';
import { resolveDesired } from './resolveDesired';
import type { PlanningFacts } from './types';

const addOns = ['a', 'b'].map(name =>
  aVersion({
    name,
    type: 'add-on',
    version: '1.0.0',
    spec: { layers: [{ name, kind: 'addon', version: '1' }] },
  }),
);
const facts = existingFacts({
  versions: [aVersion(), aVersion({ version: '1.3.1' }), ...addOns],
  request: { addOnProfiles: [{ name: 'a', version: '1.0.0' }] },
});
const cluster = 'checkout-dev';
const overridden: DesiredState = {
  ...facts.base.desired,
  overrides: [
    {
      layer: 'cilium',
      path: '/debug',
      value: true,
      reason: 'for a while',
      owner: 'group:default/checkout',
      expires: '2026-02-01T00:00:00.000Z',
    },
  ],
};
/** One request of each kind, with the facts that it fits. */
const requests: Array<[ClusterChangeRequest, Partial<PlanningFacts>]> = (
  [
    [createRequest, { base: undefined }],
    [
      {
        kind: 'import',
        cluster,
        owner: 'group:default/checkout',
        target: 'dev-eu1',
      },
      { base: undefined },
    ],
    [
      { kind: 'adopt', cluster, profile: { name: 'base', version: '1.3.0' } },
      {
        base: {
          number: 1,
          desired: {
            ...facts.base.desired,
            profiles: [],
            providerConfig: { source: 'old' },
            observeOnly: true,
          },
        },
      },
    ],
    [{ kind: 'set-parameters', cluster, parameters: { workers: 4 } }],
    [{ kind: 'resize', cluster, workers: { general: 4 } }],
    [{ kind: 'upgrade', cluster, version: '1.3.1' }],
    [
      { kind: 'roll-back', cluster, revision: 2 },
      {
        rollBackTo: {
          number: 2,
          desired: { ...facts.base.desired, follow: 'minor' },
        },
      },
    ],
    [
      {
        kind: 'add-profile',
        cluster,
        profile: { name: 'b', version: '1.0.0' },
      },
    ],
    [{ kind: 'remove-profile', cluster, profile: 'a' }],
    [
      {
        kind: 'override',
        cluster,
        overrides: [{ layer: 'cilium', path: '/debug', value: true }],
        reason: 'for a while',
        expires: '2026-02-01T00:00:00.000Z',
      },
    ],
    [
      {
        kind: 'remove-override',
        cluster,
        overrides: [{ layer: 'cilium', path: '/debug' }],
      },
      { base: { number: 1, desired: overridden } },
    ],
    [{ kind: 'retarget', cluster }, { target: aTarget({ labels: {} }) }],
    [{ kind: 'pause', cluster }],
    [
      { kind: 'resume', cluster },
      { base: { number: 1, desired: { ...facts.base.desired, paused: true } } },
    ],
    [{ kind: 'protect', cluster, protected: true }],
    [
      { kind: 'extend-lifetime', cluster, endsOn: '2026-03-01' },
      {
        base: {
          number: 1,
          desired: { ...facts.base.desired, endsOn: '2026-02-01' },
        },
      },
    ],
    [{ kind: 'delete', cluster }],
  ] as Array<[ClusterChangeRequest, Partial<PlanningFacts>?]>
).map(([request, overrides = {}]) => [request, overrides]);

describe('resolveDesired', () => {
  it('knows every kind', () => {
    expect(requests.map(([request]) => request.kind)).toEqual([
      ...CLUSTER_CHANGE_KINDS,
    ]);
  });

  it.each(requests)('resolves %j', (request, overrides) => {
    const given = { ...facts, ...overrides };
    const { desired } = resolveDesired(request, given);
    expect(desired).not.toEqual(given.base?.desired);
    expect(desired.cluster.uid).toBe(facts.clusterUid);
    // What is resolved is plain JSON: it is stored and hashed as such.
    expect(JSON.parse(JSON.stringify(desired))).toEqual(desired);
  });

  it.each(requests.slice(2))('needs a revision for %j', request => {
    expect(refusalOf(() => resolveDesired(request, newFacts()))).toMatchObject({
      name: 'NotFoundError',
      details: [{ code: 'cluster-unknown', path: '/cluster' }],
    });
  });

  it.each(requests.slice(2))('refuses on a deleted cluster %j', request => {
    const deleted = existingFacts({ desired: { deleted: true } });
    expect(refusalOf(() => resolveDesired(request, deleted))).toMatchObject({
      name: 'ConflictError',
      details: [{ code: 'cluster-deleted' }],
    });
  });
});
