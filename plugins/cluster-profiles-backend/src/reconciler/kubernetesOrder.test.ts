import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aPicture } from './__testUtils__/pictures';
import { observedAsDesired } from './__testUtils__/scripted';
import { decideWrites } from './decideWrites';
import { deriveSteps } from './deriveSteps';
import { findObstacles } from './findObstacles';

const NOW = '2026-01-01T00:00:00.000Z';
const old = { digest: 'of the version before', version: '4.13.2' };
const desired = (order: DesiredState['kubernetesOrder']) => ({
  ...aDesiredState(),
  kubernetesOrder: order,
});
const first = desired({ before: ['ingress'], after: [] });
const last = desired({ before: [], after: ['ingress'] });
/** Machines run what they ran, and the provider was told nothing yet. */
const before = observedAsDesired(
  withLayer(aDesiredState(), 'kubernetes', { version: '1.33.1' }),
  1,
);
const writes = (picture: Parameters<typeof aPicture>[0]) =>
  decideWrites(aPicture({ revision: 2, ...picture }), {
    settled: false,
    correction: NOW,
    corrects: new Set(),
  }).map(({ what }) => what);

describe('the order of Kubernetes and add-ons', () => {
  it('has Kubernetes wait for what comes first', () => {
    const picture = { desired: first, observed: before };
    const waiting = { ...picture, seeLayers: { ingress: old } };
    expect(writes(waiting)).toEqual(['layer/ingress']);
    const applied = {
      ...picture,
      seeLayers: { ingress: { health: 'Progressing' as const } },
    };
    expect(writes(applied)).toEqual([]);
    expect(writes(picture)).toEqual(['provider']);
  });

  it('has what comes last wait for Kubernetes', () => {
    const seeLayers = { ingress: old };
    const picture = { desired: last, seeLayers };
    expect(writes({ ...picture, observed: before })).toEqual(['provider']);
    const moving = { ...before, revision: 2 };
    expect(writes({ ...picture, observed: moving })).toEqual([]);
    expect(writes({ ...picture, see: { current: false } })).toEqual([]);
    expect(writes(picture)).toEqual(['layer/ingress']);
  });

  it('does not take back what was handed over', () => {
    expect(
      writes({
        desired: first,
        seeLayers: { ingress: { health: 'Degraded' } },
      }),
    ).toEqual([]);
  });

  it('says who waits for whom', () => {
    const steps = (overrides: Parameters<typeof aPicture>[0]) =>
      deriveSteps(aPicture({ revision: 2, ...overrides }), {
        previous: [],
        proven: false,
        now: NOW,
      });
    const waiting = {
      desired: first,
      observed: before,
      seeLayers: {
        ingress: { health: 'Progressing', message: 'pulls' } as const,
      },
    };
    expect(steps(waiting)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: 'hand-over',
          state: 'waiting',
          message: 'waits for ingress',
        }),
        expect.objectContaining({ id: 'layer/ingress', state: 'running' }),
      ]),
    );
    expect(findObstacles(aPicture({ revision: 2, ...waiting }))).toEqual([
      expect.objectContaining({ about: 'layer', name: 'ingress' }),
    ]);
    expect(
      steps({
        desired: last,
        observed: { ...before, revision: 2 },
        seeLayers: { ingress: old },
      }),
    ).toContainEqual(
      expect.objectContaining({
        id: 'layer/ingress',
        state: 'waiting',
        message: 'waits for Kubernetes 1.34.2',
      }),
    );
  });
});
