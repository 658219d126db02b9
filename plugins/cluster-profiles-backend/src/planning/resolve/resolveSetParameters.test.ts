import {
  layerDigest,
  type SetParametersRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { aVersion, existingFacts, refusalOf } from '../__testUtils__/builders';
import { resolveSetParameters } from './resolveSetParameters';

const addOn = aVersion({
  name: 'observability',
  type: 'add-on',
  version: '1.0.0',
  spec: {
    parameters: { properties: { days: { type: 'integer', default: 7 } } },
  },
});
const facts = existingFacts({
  versions: [aVersion(), addOn],
  request: {
    parameters: { workers: 5 },
    addOnProfiles: [{ name: 'observability', version: '1.0.0' }],
    driftModes: { ingress: 'correct' },
    follow: 'patch',
  },
});
const set = (request: Partial<SetParametersRequest>) =>
  resolveSetParameters(
    { kind: 'set-parameters', cluster: 'checkout-dev', ...request },
    facts,
  );

describe('resolveSetParameters', () => {
  it('keeps what is left out', () => {
    const { desired } = set({ parameters: { domain: 'shop.dev' } });
    expect(desired).toEqual({
      ...facts.base.desired,
      parameters: {
        base: { workers: 5, domain: 'shop.dev' },
        observability: { days: 7 },
      },
      layers: facts.base.desired.layers.map(layer =>
        layer.name === 'ingress'
          ? { ...layer, values: { host: 'web.shop.dev' } }
          : layer,
      ),
    });
  });

  it('sets parameters of an add-on profile', () => {
    expect(
      set({ profile: 'observability', parameters: { days: 14 } }).desired
        .parameters,
    ).toEqual({
      base: { workers: 5, domain: 'example.com' },
      observability: { days: 14 },
    });
  });

  it('sets follow policy and drift modes', () => {
    const { desired } = set({
      follow: 'pinned',
      driftModes: { ingress: 'report', cilium: 'correct' },
    });
    expect(desired).toMatchObject({
      follow: 'pinned',
      parameters: facts.base.desired.parameters,
    });
    expect(desired.driftModes).toEqual({ cilium: 'correct' });
    expect(desired.layers.map(({ driftMode }) => driftMode)).toEqual([
      'report',
      'report',
      'correct',
      'report',
      'report',
      'report',
    ]);
  });

  it.each<[string, Partial<SetParametersRequest>, string, string]>([
    [
      'what does not fit',
      { parameters: { workers: 99 } },
      'InputError',
      'parameter-invalid',
    ],
    [
      'an unknown profile',
      { profile: 'x' },
      'NotFoundError',
      'profile-not-on-cluster',
    ],
    [
      'an unknown layer',
      { driftModes: { x: 'correct' } },
      'InputError',
      'layer-unknown',
    ],
    [
      'what changes nothing',
      { parameters: { workers: 5 } },
      'ConflictError',
      'nothing-changes',
    ],
  ])('refuses %s', (_, request, name, code) => {
    expect(refusalOf(() => set(request))).toMatchObject({
      name,
      details: [{ code }],
    });
  });

  const exception = {
    layer: 'ingress',
    object: 'Deployment ingress/controller',
    path: '/spec/replicas',
    reason: 'An autoscaler decides',
    until: '2027-01-01T00:00:00.000Z',
  };

  it('lets fields differ, with the layer, until that ends', () => {
    const { desired } = set({ driftExceptions: [exception] });
    const { layer: _, ...ofLayer } = exception;
    const ingress = desired.layers.find(({ name }) => name === 'ingress')!;
    expect(desired.driftExceptions).toEqual([exception]);
    expect(ingress.driftExceptions).toEqual([ofLayer]);
    expect(layerDigest(ingress)).toBe(
      layerDigest(
        facts.base.desired.layers.find(({ name }) => name === 'ingress')!,
      ),
    );
    const after = { ...facts, base: { ...facts.base, desired } };
    const change = (request: Partial<SetParametersRequest>) =>
      resolveSetParameters(
        { kind: 'set-parameters', cluster: 'checkout-dev', ...request },
        after,
      ).desired;
    const longer = { ...exception, until: '2027-02-01T00:00:00.000Z' };
    const other = { ...exception, path: '/spec/paused' };
    expect(
      change({ driftExceptions: [longer, other] }).driftExceptions,
    ).toEqual([other, longer]);
    const { reason, until, ...field } = exception;
    expect(change({ endDriftExceptions: [field] })).toEqual(facts.base.desired);
  });

  it.each<[string, Partial<SetParametersRequest>]>([
    [
      'layer-unknown /driftExceptions/0/layer',
      { driftExceptions: [{ ...exception, layer: 'ghost' }] },
    ],
    [
      'bad-drift-exception /driftExceptions/0/path',
      { driftExceptions: [{ ...exception, path: '/spec' }] },
    ],
    [
      'drift-exception-unknown /endDriftExceptions/0',
      { endDriftExceptions: [{ layer: 'ingress', object: 'Pod', path: '/a' }] },
    ],
  ])('refuses with %s', (expected, request) => {
    const [{ code, path }] = refusalOf(() => set(request)).details;
    expect(`${code} ${path}`).toBe(expected);
  });
});
