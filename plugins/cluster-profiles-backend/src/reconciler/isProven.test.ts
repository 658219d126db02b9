import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { anExistingCluster } from '../__testUtils__/existingClusters';
import { findObstacles } from './findObstacles';
import { isProven } from './isProven';
import { aPicture } from './__testUtils__/pictures';
import { observedAsDesired } from './__testUtils__/scripted';

const desired = aDesiredState();
const machines = observedAsDesired(desired, 1).machines;
const withMachine = (change: object) => ({
  see: { machines: [machines[0], { ...machines[1], ...change }, machines[2]] },
});
const condition = (type: string, status: 'True' | 'False') => ({
  see: {
    conditions: [
      { type, status, reason: 'R', message: 'm', lastTransitionTime: '' },
    ],
  },
});

const observeOnly = {
  observeOnly: true as const,
  providerConfig: { source: 'old-shop' },
  layers: [aLayer({ name: 'ingress' })],
};
const imported = {
  desired: aDesiredState(observeOnly),
  observed: anExistingCluster({ current: false, paused: true }),
};

describe('isProven', () => {
  it.each<[string, Parameters<typeof aPicture>[0]]>([
    ['all as desired', {}],
    [
      'drift, which is another matter',
      { seeLayers: { ingress: { drift: 'Drifted' } } },
    ],
    ['conditions that are good while false', condition('ScalingUp', 'False')],
    [
      'paused as desired, whatever else',
      {
        desired: aDesiredState({ paused: true }),
        see: { paused: true, machines: [] },
      },
    ],
    [
      'deleted and gone',
      {
        desired: aDesiredState({ deleted: true }),
        observed: undefined,
        engineLayers: [],
      },
    ],
    ['an imported cluster that nobody marked', imported],
    [
      'an imported cluster whose base is not well',
      {
        ...imported,
        observed: anExistingCluster(condition('Available', 'False').see),
      },
    ],
    [
      'a pool that its autoscaler has scaled',
      {
        desired: aDesiredState({
          nodePools: {
            controlPlane: { replicas: 1 },
            workers: [{ name: 'general', replicas: 4, min: 1, max: 4 }],
          },
        }),
        see: { machines },
      },
    ],
    [
      'an imported cluster that is forgotten, whatever is there',
      {
        ...imported,
        desired: aDesiredState({ ...observeOnly, deleted: true }),
        engineLayers: [],
      },
    ],
  ])('proven: %s', (_, overrides) => {
    expect(isProven(aPicture(overrides))).toBe(true);
  });

  it.each<[string, Parameters<typeof aPicture>[0], RegExp]>([
    ['nothing there', { observed: undefined }, /Nothing is there/],
    [
      'an imported cluster that is gone',
      { ...imported, observed: undefined },
      /"old-shop" is gone: somebody deleted it outside the portal/,
    ],
    [
      'an imported cluster that somebody deletes',
      { ...imported, observed: anExistingCluster({ deleting: true }) },
      /"old-shop" is being deleted/,
    ],
    [
      'an imported cluster whose API is silent',
      { ...imported, observed: anExistingCluster({ apiReachable: false }) },
      /API/,
    ],
    [
      'an imported cluster without its add-on',
      { ...imported, seeLayers: { ingress: undefined } },
      /ingress is not there yet/,
    ],
    ['an older revision', { revision: 2, see: { revision: 1 } }, /taken up/],
    ['not taken up', { see: { current: false } }, /taken up/],
    ['still paused', { see: { paused: true } }, /Still paused/],
    ['API silent', { see: { apiReachable: false } }, /API/],
    [
      'a machine not ready',
      withMachine({ ready: false, message: 'no disk' }),
      /Workers general: 1 of 2 machines ready, no disk/,
    ],
    ['a machine out of date', withMachine({ upToDate: false }), /Workers/],
    ['a machine going', withMachine({ deleting: true }), /Workers/],
    [
      'a machine of another version',
      withMachine({ kubernetesVersion: 'v1.33.0' }),
      /Workers/,
    ],
    [
      'a machine too few',
      { see: { machines: machines.slice(0, 2) } },
      /1 of 2/,
    ],
    [
      'a machine too many',
      { see: { machines: [...machines, { ...machines[2], name: 'x' }] } },
      /3 machines, 2 desired/,
    ],
    ...(
      [
        [3, /2 of 3 to 4 machines ready/],
        [1, /2 machines, 1 to 1 desired/],
      ] as const
    ).map(
      ([min, message]): [string, Parameters<typeof aPicture>[0], RegExp] => [
        `machines beyond a range from ${min}`,
        {
          desired: aDesiredState({
            nodePools: {
              controlPlane: { replicas: 1 },
              workers: [
                {
                  name: 'general',
                  replicas: min,
                  min,
                  max: min === 1 ? 1 : 4,
                },
              ],
            },
          }),
          see: { machines },
        },
        message,
      ],
    ),
    [
      'a machine of an unknown pool',
      { see: { machines: [...machines, { ...machines[2], pool: 'old' }] } },
      /not desired any more/,
    ],
    [
      'no control plane',
      { see: { machines: machines.slice(1) } },
      /Control plane: 0 of 1/,
    ],
    ['a bad condition', condition('Ready', 'False'), /Ready: m/],
    [
      'a bad condition of negative polarity',
      condition('Stalled', 'True'),
      /Stalled/,
    ],
    [
      'a missing layer',
      { seeLayers: { ingress: undefined } },
      /ingress is not there yet/,
    ],
    [
      'a layer of older content',
      { seeLayers: { ingress: { digest: 'old' } } },
      /desired content/,
    ],
    [
      'a layer of another version',
      { seeLayers: { ingress: { version: '1.0.0' } } },
      /runs 1.0.0, not 4.13.3/,
    ],
    [
      'a layer not healthy',
      { seeLayers: { ingress: { health: 'Degraded', message: 'x' } } },
      /ingress is degraded: x/,
    ],
    [
      'a layer of the provider',
      { see: { layers: [] } },
      /ubuntu is not there yet/,
    ],
    [
      'something undesired',
      {
        engineLayers: [
          ...aPicture().engineLayers,
          { name: 'old', health: 'Healthy', drift: 'InSync' },
        ],
      },
      /old is not desired any more/,
    ],
    [
      'deleted but there',
      {
        desired: aDesiredState({ deleted: true }),
        see: { deleting: true, leftovers: ['Machine a'] },
      },
      /Still there: Machine a/,
    ],
  ])('not proven: %s', (_, overrides, message) => {
    const picture = aPicture(overrides);
    expect(isProven(picture)).toBe(false);
    expect(findObstacles(picture)[0].message).toMatch(message);
  });
});
