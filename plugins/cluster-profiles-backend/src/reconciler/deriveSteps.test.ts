import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { deriveSteps } from './deriveSteps';
import type { Picture } from './types';
import { aPicture } from './__testUtils__/pictures';
import { observedAsDesired } from './__testUtils__/scripted';

const desired = {
  ...aDesiredState({
    nodePools: {
      controlPlane: { replicas: 3 },
      workers: [{ name: 'general', replicas: 2 }],
    },
  }),
};
const { machines } = observedAsDesired(desired, 1);
const tell = (picture: Picture, proven = false, previous = []) =>
  deriveSteps(picture, { previous, proven, now: 'T1' }).map(
    ({ title, state, message }) =>
      [title, state, message].filter(Boolean).join(' | '),
  );

describe('deriveSteps', () => {
  it('starts with handing over', () => {
    expect(
      tell(aPicture({ desired, observed: undefined, engineLayers: [] })),
    ).toEqual([
      'Hand revision 1 to the provider | running',
      'Control plane 1 of 3 | pending',
      'Control plane 2 of 3 | pending',
      'Control plane 3 of 3 | pending',
      'API of the cluster | pending',
      'cilium 1.18.3 | waiting | waits for API',
      'Workers general | pending',
      'ingress 4.13.3 | waiting | waits for API, cilium',
      'Prove that revision 1 runs | pending',
    ]);
  });

  it('tells which step of a way over several versions it stands at', () => {
    const path = ['1.32.0', '1.33.1', '1.34.2'];
    const at = (...versions: string[]) =>
      tell(
        aPicture({
          desired: { ...desired, kubernetesPath: path },
          see: {
            machines: machines.map((machine, index) => ({
              ...machine,
              kubernetesVersion: versions[Math.min(index, versions.length - 1)],
            })),
          },
        }),
      ).slice(1, 4);
    expect(at('1.33.1', '1.32.0')).toEqual([
      'Kubernetes 1.33.1, step 1 of 2 | running',
      'Kubernetes 1.34.2, step 2 of 2 | pending',
      'Control plane 1 of 3 | running',
    ]);
    expect(at('1.33.1')).toEqual([
      'Kubernetes 1.33.1, step 1 of 2 | done',
      'Kubernetes 1.34.2, step 2 of 2 | running',
      'Control plane 1 of 3 | running',
    ]);
    // Workers may leave out what lies between.
    expect(at('1.34.2', '1.34.2', '1.34.2', '1.32.0')).toEqual([
      'Kubernetes 1.33.1, step 1 of 2 | done',
      'Kubernetes 1.34.2, step 2 of 2 | running',
      'Control plane 1 of 3 | done',
    ]);
    expect(at('1.34.2')[1]).toBe('Kubernetes 1.34.2, step 2 of 2 | done');
  });

  it('counts the machines of a pool that an autoscaler sizes against its range', () => {
    const scaled = {
      ...desired,
      nodePools: {
        ...desired.nodePools,
        workers: [{ name: 'general', replicas: 3, min: 3, max: 10 }],
      },
    };
    expect(tell(aPicture({ desired: scaled, see: { machines } }))).toContain(
      'Workers general | running | 2 of 2 ready, 3 to 10 desired',
    );
  });

  it('goes machine by machine, and says who waits for whom', () => {
    expect(
      tell(
        aPicture({
          desired,
          see: {
            machines: [
              machines[0],
              { ...machines[1], ready: false, message: 'Coming up' },
            ],
          },
          engineLayers: [],
          seeLayers: {},
        }),
      ),
    ).toEqual([
      'Hand revision 1 to the provider | done',
      'Control plane 1 of 3 | done',
      'Control plane 2 of 3 | running | Coming up',
      'Control plane 3 of 3 | pending',
      'API of the cluster | done',
      'cilium 1.18.3 | running',
      'Workers general | waiting | waits for cilium',
      'ingress 4.13.3 | waiting | waits for cilium',
      'Prove that revision 1 runs | pending',
    ]);
  });

  it('does not take an older revision for progress', () => {
    const states = tell(
      aPicture({ desired, revision: 2, see: { revision: 1 } }),
    );
    expect(states.slice(0, 5).join()).not.toContain('done');
  });

  it('shows failing layers, removals, and the proof', () => {
    const failing = aPicture({
      desired,
      seeLayers: { ingress: { health: 'Degraded', message: 'no image' } },
    });
    expect(tell(failing)).toContain('ingress 4.13.3 | failed | no image');
    const steps = tell(
      aPicture({
        desired,
        engineLayers: [
          ...aPicture({ desired }).engineLayers,
          { name: 'old', health: 'Healthy', drift: 'InSync' },
        ],
      }),
      false,
      [{ id: 'prune/older', title: '', state: 'running' }] as any,
    );
    expect(steps).toEqual(
      expect.arrayContaining(['Remove older | done', 'Remove old | running']),
    );
    expect(tell(aPicture({ desired }), true).at(-1)).toBe(
      'Prove that revision 1 runs | done',
    );
  });

  it('is short for a pause', () => {
    expect(
      tell(aPicture({ desired: { ...desired, paused: true } }), true),
    ).toEqual([
      'Hand revision 1 to the provider | done',
      'Prove that revision 1 runs | done',
    ]);
  });

  it('goes down the stack for a deletion', () => {
    const going = {
      ...desired,
      deleted: true,
      layers: [
        ...desired.layers,
        aLayer({ name: 'monitoring', dependsOn: ['ingress'] }),
      ],
    };
    expect(tell(aPicture({ desired: going }))).toEqual([
      'Remove monitoring | running',
      'Remove ingress | waiting | waits for what depends on it',
      'Remove workers general | pending',
      'Remove the control plane | pending',
      'Remove cilium | waiting | goes with the cluster',
      'Prove that nothing is left | pending',
    ]);
    expect(
      tell(
        aPicture({
          desired: going,
          see: {
            deleting: true,
            machines: machines.slice(0, 3),
            leftovers: ['Cluster x'],
          },
          engineLayers: [],
        }),
      ),
    ).toEqual([
      'Remove workers general | done',
      'Remove the control plane | running | 3 machines left',
      'Prove that nothing is left | running | Still there: Cluster x',
    ]);
    expect(
      tell(
        aPicture({ desired: going, observed: undefined, engineLayers: [] }),
        true,
      ).at(-1),
    ).toBe('Prove that nothing is left | done');
  });

  it('keeps the times of earlier steps', () => {
    const first = deriveSteps(
      aPicture({ desired, seeLayers: { ingress: { health: 'Progressing' } } }),
      { previous: [], proven: false, now: 'T1' },
    );
    const at = (picture: Picture, now: string, previous = first) =>
      deriveSteps(picture, { previous, proven: false, now });
    const ingress = (steps: typeof first) =>
      steps.find(({ id }) => id === 'layer/ingress');
    expect(ingress(first)).toMatchObject({ state: 'running', startedAt: 'T1' });
    const second = at(aPicture({ desired }), 'T2');
    expect(ingress(second)).toMatchObject({
      state: 'done',
      startedAt: 'T1',
      finishedAt: 'T2',
    });
    const third = at(aPicture({ desired }), 'T3', second);
    expect(third.slice(0, -1)).toEqual(second.slice(0, -1));
    expect(
      ingress(
        at(
          aPicture({
            desired,
            seeLayers: { ingress: { health: 'Progressing' } },
          }),
          'T4',
          third,
        ),
      ),
    ).not.toHaveProperty('finishedAt');
  });
});
