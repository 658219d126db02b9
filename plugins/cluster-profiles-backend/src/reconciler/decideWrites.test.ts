import {
  layerDigest,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aDesiredState,
  aLayer,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { anExistingCluster } from '../__testUtils__/existingClusters';
import { decideWrites } from './decideWrites';
import type { Picture } from './types';
import { aPicture } from './__testUtils__/pictures';

const decide = (picture: Picture, settled = false) =>
  decideWrites(picture, {
    settled,
    correction: 'NOW',
    corrects: new Set(
      picture.desired.layers
        .filter(({ driftMode }) => driftMode === 'correct')
        .map(({ name }) => name),
    ),
  }).map(({ what }) => what);

const stack = {
  ...aDesiredState(),
  layers: [
    ...aDesiredState().layers,
    aLayer({ name: 'monitoring', dependsOn: ['ingress', 'kubernetes'] }),
  ],
};

function held(layer: Parameters<typeof layerDigest>[0]): ObservedLayer {
  return {
    name: layer.name,
    version: layer.version,
    digest: layerDigest(layer),
    health: 'Healthy',
    drift: 'InSync',
  };
}

describe('decideWrites', () => {
  it.each<[string, Picture, string[]]>([
    ['nothing at rest', aPicture(), []],
    [
      'nothing of the base of an imported cluster, only its add-ons',
      aPicture({
        desired: aDesiredState({
          observeOnly: true,
          layers: [aLayer({ name: 'loki' })],
        }),
        observed: anExistingCluster({ current: false, paused: true }),
        engineLayers: [],
      }),
      ['layer/loki'],
    ],
    [
      'the provider first',
      aPicture({ observed: undefined, engineLayers: [] }),
      ['provider'],
    ],
    [
      'the next step of what is handed over in steps',
      aPicture({ see: { nextApply: 'kubernetes-1.35.0' } }),
      ['provider/kubernetes-1.35.0'],
    ],
    [
      'no step while it is paused',
      aPicture({
        desired: aDesiredState({ paused: true }),
        see: { nextApply: 'kubernetes-1.35.0' },
      }),
      [],
    ],
    [
      'the provider when the revision differs, and nothing else is touched',
      aPicture({ revision: 2, see: { revision: 1 } }),
      ['provider'],
    ],
    [
      'no layer before the API answers',
      aPicture({ see: { apiReachable: false }, engineLayers: [] }),
      [],
    ],
    [
      'the network as soon as it does, though no machine is ready',
      aPicture({ see: { machines: [], layers: [] }, engineLayers: [] }),
      ['layer/cilium'],
    ],
    [
      'nothing more while the network is not healthy',
      aPicture({
        seeLayers: { cilium: { health: 'Progressing' }, ingress: undefined },
      }),
      [],
    ],
    [
      'nothing more while the network is not at the desired content',
      aPicture({
        desired: withLayer(aDesiredState(), 'cilium', { values: { a: 1 } }),
        seeLayers: { cilium: { digest: 'old' }, ingress: { digest: 'old' } },
      }),
      ['layer/cilium'],
    ],
    [
      'what depends on nothing else then',
      aPicture({
        desired: stack,
        seeLayers: { ingress: undefined, monitoring: undefined },
      }),
      ['layer/ingress'],
    ],
    [
      'what depends on that after it is healthy',
      aPicture({ desired: stack, seeLayers: { monitoring: undefined } }),
      ['layer/monitoring'],
    ],
    [
      'not while a layer of the provider that it depends on is not healthy',
      aPicture({
        desired: stack,
        see: { layers: [] },
        seeLayers: { monitoring: undefined },
      }),
      [],
    ],
    [
      'a network layer that depends on nodes does not wait for them',
      aPicture({
        desired: withLayer(aDesiredState(), 'cilium', {
          dependsOn: ['kubernetes'],
        }),
        see: { layers: [] },
        engineLayers: [],
      }),
      ['layer/cilium'],
    ],
    [
      'drift is only shown with `report`',
      aPicture({ seeLayers: { ingress: { drift: 'Drifted' } } }),
      [],
    ],
    [
      'drift is corrected with `correct`, each time by a write of its own',
      aPicture({
        desired: withLayer(aDesiredState(), 'ingress', {
          driftMode: 'correct',
        }),
        seeLayers: { ingress: { drift: 'Drifted' } },
      }),
      ['layer/ingress/NOW'],
    ],
    [
      'drift is corrected although what the layer depends on is not well',
      aPicture({
        desired: withLayer(aDesiredState(), 'ingress', {
          driftMode: 'correct',
        }),
        seeLayers: {
          cilium: { health: 'Degraded' },
          ingress: { drift: 'Drifted' },
        },
      }),
      ['layer/ingress/NOW'],
    ],
    [
      'what may be let be is written again, for the engine to know',
      aPicture({
        desired: withLayer(aDesiredState(), 'ingress', {
          driftMode: 'correct',
        }),
        seeLayers: {
          ingress: {
            drift: 'Unknown',
            differences: [
              { object: 'Deployment web', path: '', whole: 'unknown' },
            ],
          },
        },
      }),
      ['layer/ingress/NOW'],
    ],
    [
      'what nobody tells of is left alone',
      aPicture({
        desired: withLayer(aDesiredState(), 'ingress', {
          driftMode: 'correct',
        }),
        seeLayers: { ingress: { drift: 'Unknown' } },
      }),
      [],
    ],
    [
      'drift of a layer of the provider is corrected by the provider',
      aPicture({
        desired: withLayer(aDesiredState(), 'ubuntu', {
          driftMode: 'correct',
        }),
        see: {
          layers: [
            {
              ...held(
                aLayer({ name: 'ubuntu', kind: 'os', version: '24.04.3' }),
              ),
              drift: 'Drifted',
            },
          ],
        },
      }),
      ['provider/NOW'],
    ],
    [
      'a pause is handed over once',
      aPicture({
        revision: 2,
        desired: aDesiredState({ paused: true }),
        see: { revision: 1, paused: false },
        engineLayers: [],
      }),
      ['provider'],
    ],
    [
      'nothing else is written while paused',
      aPicture({
        desired: aDesiredState({ paused: true }),
        engineLayers: [],
      }),
      [],
    ],
    [
      'what is no longer desired is pruned, dependents first',
      aPicture({
        engineLayers: [...aPicture({ desired: stack }).engineLayers],
        desired: {
          ...stack,
          layers: stack.layers.filter(
            ({ name }) => !['ingress', 'monitoring'].includes(name),
          ),
        },
        earlierLayers: stack.layers,
      }),
      ['prune/monitoring'],
    ],
    [
      'not before what still depends on it was handed over without it',
      aPicture({
        desired: {
          ...stack,
          layers: [
            ...stack.layers.slice(0, 3),
            aLayer({ name: 'monitoring', dependsOn: [] }),
          ],
        },
        engineLayers: aPicture({ desired: stack }).engineLayers,
        earlierLayers: stack.layers,
      }),
      ['layer/monitoring'],
    ],
    [
      'an old network goes last',
      aPicture({
        desired: {
          ...stack,
          layers: [
            ...stack.layers.slice(0, 2),
            aLayer({ name: 'calico', kind: 'network', version: '3.30.0' }),
          ],
        },
        engineLayers: [
          held(aLayer({ name: 'calico', kind: 'network', version: '3.30.0' })),
          ...aPicture().engineLayers,
        ],
        earlierLayers: stack.layers,
      }),
      ['prune/ingress'],
    ],
  ])('%s', (_, picture, expected) => {
    expect(decide(picture)).toEqual(expected);
  });

  it('gives what got lost at rest a key of its own', () => {
    expect(
      decide(aPicture({ seeLayers: { ingress: undefined } }), true),
    ).toEqual(['layer/ingress/NOW']);
    expect(
      decide(aPicture({ observed: undefined, engineLayers: [] }), true),
    ).toEqual(['provider/NOW']);
  });
});
