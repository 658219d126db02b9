import type { UpgradeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aTarget,
  aVersion,
  baseLayers,
  codes,
  existingFacts,
  refusalOf,
} from '../__testUtils__/builders';
import type { BaseFacts, PlanningFacts } from '../types';
import { resolveUpgrade } from './resolveUpgrade';

const patch = aVersion({
  version: '1.3.1',
  spec: { layers: baseLayers({ ingress: '4.13.4' }) },
});
const next = aVersion({
  version: '2.0.0',
  spec: {
    parameters: {
      required: ['domain', 'team'],
      properties: {
        batch: { type: 'integer', default: 2 },
        domain: { type: 'string', minLength: 20 },
        team: { type: 'string' },
        tier: { type: 'string', default: 'gold' },
      },
    },
    nodePools: {
      workers: [{ name: 'batch', replicas: '${{ parameters.batch }}' }],
    },
  },
});
const old = aVersion({ version: '1.2.0' });
const gone = aVersion({ version: '1.4.0', state: 'withdrawn' });
const addOns = ['1.0.0', '1.1.0'].map(version =>
  aVersion({ name: 'observability', type: 'add-on', version }),
);
const facts = (overrides: Partial<PlanningFacts> = {}): BaseFacts =>
  existingFacts({
    versions: [aVersion(), patch, next, old, gone, ...addOns],
    request: {
      parameters: { workers: 6, domain: 'shop' },
      addOnProfiles: [{ name: 'observability', version: '1.0.0' }],
      driftModes: { ingress: 'correct' },
    },
    ...overrides,
  });
const upgrade = (request: Partial<UpgradeRequest>, given = facts()) =>
  resolveUpgrade(
    { kind: 'upgrade', cluster: 'checkout-dev', version: '1.3.1', ...request },
    given,
  );

describe('resolveUpgrade', () => {
  it('carries everything forward', () => {
    const { desired: before } = facts().base;
    const { desired, findings } = upgrade({});
    expect(findings).toEqual([]);
    expect(desired).toEqual({
      ...before,
      profiles: [
        { ...before.profiles[0], version: '1.3.1', digest: patch.digest },
        before.profiles[1],
      ],
      layers: before.layers.map(layer =>
        layer.name === 'ingress' ? { ...layer, version: '4.13.4' } : layer,
      ),
    });
  });

  it('asks only for parameters that are new or do not fit any more', () => {
    expect(
      refusalOf(() => upgrade({ version: '2.0.0' })).details.map(
        ({ code, path }) => `${code} ${path}`,
      ),
    ).toEqual([
      'parameter-missing /parameters/team',
      'parameter-invalid /parameters/domain',
    ]);
  });

  it('drops parameters and pools that are gone, saying so, and fills new defaults', () => {
    const given = facts();
    given.base.desired = {
      ...given.base.desired,
      poolOverrides: { batch: 9, controlPlane: 5, vanished: 2 },
    };
    const { desired, findings } = upgrade(
      {
        version: '2.0.0',
        parameters: { team: 'checkout', domain: 'shop.example.com/path' },
      },
      given,
    );
    expect(desired.parameters.base).toEqual({
      batch: 9,
      domain: 'shop.example.com/path',
      team: 'checkout',
      tier: 'gold',
    });
    expect(desired.poolOverrides).toEqual({ controlPlane: 5 });
    expect(desired.nodePools).toEqual({
      controlPlane: { replicas: 5 },
      workers: [{ name: 'batch', replicas: 9 }],
    });
    expect(codes(findings)).toEqual([
      'warn parameter-dropped',
      'warn pool-override-dropped',
    ]);
    expect(findings[0].path).toBe('/parameters/workers');
  });

  it('upgrades an add-on profile by name', () => {
    const { desired } = upgrade({ profile: 'observability', version: '1.1.0' });
    expect(desired.profiles.map(({ version }) => version)).toEqual([
      '1.3.0',
      '1.1.0',
    ]);
    expect(desired.parameters.base).toEqual({ workers: 6, domain: 'shop' });
  });

  it('tells of an older version and of deprecated neighbours', () => {
    const given = facts();
    given.versions = given.versions.map(version =>
      version.profile === 'observability'
        ? { ...version, state: 'deprecated' }
        : version,
    );
    expect(codes(upgrade({ version: '1.2.0' }, given).findings)).toEqual([
      'warn profile-version-older',
      'warn profile-version-deprecated',
    ]);
  });

  it.each<[string, Partial<UpgradeRequest>, string, string]>([
    [
      'the same version',
      { version: '1.3.0' },
      'ConflictError',
      'upgrade-same-version',
    ],
    [
      'an unknown version',
      { version: '9.0.0' },
      'NotFoundError',
      'profile-version-unknown',
    ],
    [
      'a withdrawn version',
      { version: '1.4.0' },
      'InputError',
      'profile-version-withdrawn',
    ],
    [
      'an unknown profile',
      { profile: 'x' },
      'NotFoundError',
      'profile-not-on-cluster',
    ],
  ])('refuses %s', (_, request, name, code) => {
    expect(refusalOf(() => upgrade(request))).toMatchObject({
      name,
      details: [{ code }],
    });
  });

  it('refuses a version that production does not take', () => {
    const given = facts({ target: aTarget({ stage: 'production' }) });
    given.versions = given.versions.map(version =>
      version === patch ? { ...patch, lifecycle: 'experimental' } : version,
    );
    expect(refusalOf(() => upgrade({}, given)).details).toMatchObject([
      { code: 'lifecycle-not-production' },
    ]);
  });

  it('refuses a version that turned into another type', () => {
    const given = facts();
    given.versions.push(
      aVersion({ version: '3.0.0', type: 'add-on' }),
      aVersion({ name: 'observability', version: '3.0.0' }),
    );
    expect(
      refusalOf(() => upgrade({ version: '3.0.0' }, given)).details,
    ).toMatchObject([{ code: 'profile-is-add-on' }]);
    expect(
      refusalOf(() =>
        upgrade({ profile: 'observability', version: '3.0.0' }, given),
      ).details,
    ).toMatchObject([{ code: 'profile-is-not-add-on' }]);
  });
});
