import type { ResizeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  existingFacts,
  refusalOf,
} from '../__testUtils__/builders';
import { resolveResize } from './resolveResize';

const resize = (request: Partial<ResizeRequest>, facts = existingFacts()) =>
  resolveResize({ kind: 'resize', cluster: 'checkout-dev', ...request }, facts)
    .desired;

describe('resolveResize', () => {
  it('sets the parameter that drives a pool', () => {
    const desired = resize({ workers: { general: 7 } });
    expect(desired.parameters.base).toMatchObject({ workers: 7 });
    expect(desired.poolOverrides).toEqual({});
    expect(desired.nodePools.workers).toEqual([
      { name: 'batch', replicas: 1 },
      { name: 'general', replicas: 7 },
    ]);
  });

  it('sets a parameter inside another', () => {
    const facts = existingFacts({
      versions: [
        aVersion({
          spec: {
            parameters: {
              properties: { pools: { default: { a: 3, b: 1 } } },
            },
            nodePools: {
              workers: [{ name: 'a', replicas: '${{ parameters.pools.a }}' }],
            },
            layers: [{ name: 'a', kind: 'os', version: '1' }],
          },
        }),
      ],
    });
    expect(resize({ workers: { a: 4 } }, facts).parameters.base).toEqual({
      pools: { a: 4, b: 1 },
    });
  });

  it.each([
    [2, 'Upgrade to a profile version with another range.'],
    [
      '${{ parameters.workers }}',
      'Set the parameters that give its range: workers.',
    ],
  ])('leaves a pool with min %s to its autoscaler', (min, remedy) => {
    const facts = existingFacts({
      versions: [
        aVersion({
          spec: { nodePools: { workers: [{ name: 'general', min, max: 9 }] } },
        }),
      ],
    });
    expect(
      refusalOf(() => resize({ workers: { general: 7 } }, facts)),
    ).toMatchObject({
      name: 'InputError',
      details: [{ code: 'pool-autoscaled', path: '/workers/general', remedy }],
    });
  });

  it('overrides pools that no parameter drives, and keeps other overrides', () => {
    const facts = existingFacts();
    const desired = resize({ workers: { batch: 4 }, controlPlane: 5 }, facts);
    expect(desired.poolOverrides).toEqual({ batch: 4, controlPlane: 5 });
    expect(desired.nodePools).toEqual({
      controlPlane: { replicas: 5 },
      workers: [
        { name: 'batch', replicas: 4 },
        { name: 'general', replicas: 3 },
      ],
    });
    const next = { ...facts, base: { number: 2, desired } };
    expect(resize({ workers: { general: 4 } }, next).poolOverrides).toEqual({
      batch: 4,
      controlPlane: 5,
    });
  });

  it('may shrink a cluster that is above a limit', () => {
    const facts = existingFacts({ request: { parameters: { workers: 9 } } });
    const limited = {
      ...facts,
      target: aTarget({ limits: { nodesPerCluster: 5 } }),
    };
    expect(
      resize({ workers: { general: 8 } }, limited).nodePools.workers[1],
    ).toEqual({ name: 'general', replicas: 8 });
    expect(
      refusalOf(() => resize({ workers: { general: 10 } }, limited)).details,
    ).toMatchObject([{ code: 'target-nodes-limit' }]);
  });

  it.each<[string, Partial<ResizeRequest>, string, string, string]>([
    ['nothing', {}, 'InputError', 'resize-empty', '/workers'],
    [
      'an unknown pool',
      { workers: { x: 1 } },
      'InputError',
      'pool-unknown',
      '/workers/x',
    ],
    [
      'the control plane as a worker pool',
      { workers: { controlPlane: 1 } },
      'InputError',
      'pool-unknown',
      '/workers/controlPlane',
    ],
    [
      'what the schema refuses',
      { workers: { general: 1 } },
      'InputError',
      'parameter-invalid',
      '/parameters/workers',
    ],
    [
      'a fraction',
      { workers: { batch: 1.5 } },
      'InputError',
      'pool-size',
      '/workers/batch',
    ],
    [
      'less than none',
      { workers: { batch: -1 } },
      'InputError',
      'pool-size',
      '/workers/batch',
    ],
    [
      'an even control plane',
      { controlPlane: 4 },
      'InputError',
      'control-plane-size',
      '/controlPlane',
    ],
    [
      'the present size',
      { workers: { general: 3, batch: 1 }, controlPlane: 3 },
      'ConflictError',
      'nothing-changes',
      '',
    ],
  ])('refuses %s', (_, request, name, code, path) => {
    const refusal = refusalOf(() => resize(request));
    expect(refusal).toMatchObject({ name, details: [{ code }] });
    expect(refusal.details[0].path).toBe(path || undefined);
  });
});
