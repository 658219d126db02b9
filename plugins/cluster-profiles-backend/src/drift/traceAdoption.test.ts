import type {
  ObjectDifference,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { traceAdoption } from './traceAdoption';

const POOL = '/spec/topology/workers/machineDeployments/general/replicas';

function version(values: object, providers: object = {}): ProfileVersion {
  return {
    profile: 'production-base',
    document: {
      spec: {
        layers: [{ name: 'ingress', values }],
        providers,
      },
    },
  } as unknown as ProfileVersion;
}

const desired = withLayer(
  { ...aDesiredState(), parameters: { 'production-base': { web: { n: 2 } } } },
  'ingress',
  { values: { controller: { replicaCount: 2 }, other: { replicas: 2 } } },
);

describe('traceAdoption', () => {
  const trace = (
    difference: Partial<ObjectDifference>,
    options: { layer?: string; values?: object; providers?: object } = {},
  ) =>
    traceAdoption(
      {
        id: 'f1',
        layer: options.layer ?? 'ingress',
        differences: [
          {
            object: 'Deployment ingress/controller',
            path: '/spec/replicas',
            desired: 2,
            observed: 5,
            ...difference,
          },
        ],
      },
      {
        desired,
        versions: [version(options.values ?? {}, options.providers)],
      },
    );
  const driven = {
    controller: { replicaCount: '${{ parameters.web.n }}' },
  };
  const ofCluster = (path: string, observed: ObjectDifference['observed']) => ({
    object: 'Cluster team-a/checkout-dev',
    path,
    observed,
  });

  it('sets the one parameter that has the name and the value of the field', () => {
    expect(trace({}, { values: driven })).toEqual({
      request: {
        kind: 'set-parameters',
        cluster: 'checkout-dev',
        profile: 'production-base',
        parameters: { web: { n: 5 } },
        adoptsDrift: ['f1'],
        comment: expect.stringContaining('Deployment ingress/controller'),
      },
    });
  });

  it('resizes a pool, and the control plane', () => {
    expect(trace(ofCluster(POOL, 4), { layer: 'kubernetes' })).toMatchObject({
      request: { kind: 'resize', workers: { general: 4 } },
    });
    expect(
      trace(ofCluster('/spec/topology/controlPlane/replicas', 5), {
        layer: 'kubernetes',
      }),
    ).toMatchObject({ request: { kind: 'resize', controlPlane: 5 } });
  });

  it('sets the parameter behind a class variable', () => {
    const path = '/spec/topology/variables/image/value';
    const providers = {
      [desired.target.provider]: [
        { variables: { image: '${{ parameters.image }}' } },
      ],
    };
    expect(
      trace(ofCluster(path, 'i2'), { layer: 'kubernetes', providers }),
    ).toMatchObject({
      request: { kind: 'set-parameters', parameters: { image: 'i2' } },
    });
    expect(trace(ofCluster(path, 'i2'), { layer: 'kubernetes' })).toMatchObject(
      { reason: expect.stringContaining('variable image') },
    );
  });

  it.each<[string, Partial<ObjectDifference>, object, string]>([
    ['no parameter sets it', {}, {}, 'No parameter of production-base'],
    [
      'several may set it',
      {},
      { ...driven, other: { replicas: '${{ parameters.other }}' } },
      'More than one parameter',
    ],
    ['the value is another one', { desired: 3 }, driven, 'No parameter'],
    ['it is missing', { path: '', whole: 'missing' }, driven, 'is not there'],
    [
      'it is nothing of ours',
      { path: '', whole: 'undesired' },
      driven,
      'not part of the layer',
    ],
    ['it is secret', { hidden: 'secret' }, driven, 'is not shown'],
    ['it was removed', { observed: undefined }, driven, 'was removed'],
  ])('says why not when %s', (_, difference, values, reason) => {
    expect(trace(difference, { values })).toEqual({
      reason: expect.stringContaining(reason),
    });
  });

  it('says why not for a part of a cluster that no profile sets', () => {
    expect(
      trace(ofCluster('/spec/topology/version', 'v1.36.0'), {
        layer: 'kubernetes',
      }),
    ).toEqual({ reason: expect.stringContaining('Nothing of the profile') });
  });
});
