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
  {
    values: {
      controller: { replicaCount: 2 },
      other: { replicas: 2 },
      'a/b': { minReadySeconds: 7 },
    },
  },
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
        until: '2026-03-01T00:00:00.000Z',
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

  it('overrides the one value that has the name and the value of the field, for a time', () => {
    const { reason: _, ...rest } = (
      trace({ path: '/spec/minReadySeconds', desired: 7, observed: 9 }) as any
    ).request;
    expect(rest).toEqual({
      kind: 'override',
      cluster: 'checkout-dev',
      overrides: [
        { layer: 'ingress', path: '/a~1b/minReadySeconds', value: 9 },
      ],
      expires: '2026-03-01T00:00:00.000Z',
      adoptsDrift: ['f1'],
      comment: expect.stringContaining('Deployment ingress/controller'),
    });
  });

  it('overrides what a parameter sets, too, where another field has none', () => {
    const differences = [
      ['/spec/replicas', 4, 6],
      ['/spec/minReadySeconds', 7, 9],
    ].map(([path, wanted, observed]) => ({
      object: 'Deployment ingress/controller',
      path: String(path),
      desired: wanted,
      observed,
    }));
    expect(
      traceAdoption(
        { id: 'f1', layer: 'ingress', differences },
        {
          desired: withLayer(desired, 'ingress', {
            values: { replicas: 4, minReadySeconds: 7 },
          }),
          versions: [version({ replicas: '${{ parameters.n }}' })],
          until: '2026-03-01T00:00:00.000Z',
        },
      ),
    ).toMatchObject({
      request: {
        kind: 'override',
        overrides: [
          { path: '/replicas', value: 6 },
          { path: '/minReadySeconds', value: 9 },
        ],
      },
    });
  });

  it('does not have one value be two', () => {
    const at = (name: string, observed: number) => ({
      object: 'Deployment ingress/controller',
      path: `/spec/${name}/minReadySeconds`,
      desired: 7,
      observed,
    });
    expect(
      traceAdoption(
        { id: 'f1', layer: 'ingress', differences: [at('a', 8), at('b', 9)] },
        { desired, versions: [version({})], until: '2026-03-01T00:00:00.000Z' },
      ),
    ).toEqual({ reason: expect.stringContaining('two things at once') });
  });

  it.each<[string, Partial<ObjectDifference>, object, string]>([
    [
      'several may set it',
      {},
      { ...driven, other: { replicas: '${{ parameters.other }}' } },
      'Any of /controller/replicaCount, /other/replicas of layer ingress',
    ],
    ['the value is another one', { desired: 3 }, driven, 'No value of layer'],
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
    expect(trace(difference, { values })).toMatchObject({
      reason: expect.stringContaining(reason),
    });
  });

  it('tells what rendering the chart may find from what nothing does', () => {
    expect(trace({ desired: 3 })).toMatchObject({ untraced: true });
    expect(trace({ observed: undefined })).not.toHaveProperty('untraced');
  });

  it('says why not for a part of a cluster that no profile sets', () => {
    expect(
      trace(ofCluster('/spec/topology/version', 'v1.36.0'), {
        layer: 'kubernetes',
      }),
    ).toEqual({ reason: expect.stringContaining('Nothing of the profile') });
  });
});
