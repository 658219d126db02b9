import type {
  DesiredOverride,
  OverrideRequest,
  UpgradeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  desiredDigest,
  textDigest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aVersion,
  baseLayers,
  codes,
  existingFacts,
  refusalOf,
} from '../__testUtils__/builders';
import { resolveDesired } from '../resolveDesired';
import type { BaseFacts } from '../types';
import { resolveOverride, resolveRemoveOverride } from './resolveOverride';
import { resolveUpgrade } from './resolveUpgrade';

const EXPIRES = '2026-02-01T00:00:00.000Z';

/** The ingress has other values in it. */
function withHost(version: string, host: string | undefined) {
  return aVersion({
    version,
    spec: {
      layers: baseLayers({}).map(layer =>
        layer.name === 'ingress'
          ? { ...layer, values: host === undefined ? {} : { host } }
          : layer,
      ),
    },
  });
}
const same = withHost('1.3.1', 'web.${{ parameters.domain }}');
const moved = withHost('1.4.0', 'shop.${{ parameters.domain }}');
const met = withHost('1.5.0', 'own.example.com');
const gone = aVersion({
  version: '1.6.0',
  spec: { layers: baseLayers({}).filter(({ name }) => name !== 'ingress') },
});

const start = (): BaseFacts =>
  existingFacts({ versions: [aVersion(), same, moved, met, gone] });
const request = (changes: Partial<OverrideRequest> = {}): OverrideRequest => ({
  kind: 'override',
  cluster: 'checkout-dev',
  overrides: [{ layer: 'ingress', path: '/host', value: 'own.example.com' }],
  reason: 'until the certificate is there',
  expires: EXPIRES,
  ...changes,
});
const on = (facts: BaseFacts, changes: Partial<OverrideRequest> = {}) => {
  const { desired } = resolveOverride(request(changes), facts);
  return { ...facts, base: { number: facts.base.number + 1, desired } };
};
const hostOf = ({ base }: BaseFacts) =>
  base.desired.layers.find(({ name }) => name === 'ingress')!.values.host;
const upgrade = (
  version: string,
  changes: Partial<UpgradeRequest> = {},
  facts = on(start()),
) =>
  resolveUpgrade(
    { kind: 'upgrade', cluster: 'checkout-dev', version, ...changes },
    facts,
  );

describe('resolveOverride', () => {
  it('puts the value into the layer, with all that is to be known of it', () => {
    const facts = on(start());
    expect(hostOf(facts)).toBe('own.example.com');
    expect(facts.base.desired.overrides).toEqual([
      {
        layer: 'ingress',
        path: '/host',
        value: 'own.example.com',
        reason: 'until the certificate is there',
        reasonDigest: textDigest('until the certificate is there'),
        owner: facts.base.desired.cluster.owner,
        expires: EXPIRES,
      } satisfies DesiredOverride,
    ]);
  });

  it('is gone without a trace once it is removed', () => {
    const before = start();
    const { desired } = resolveRemoveOverride(
      {
        kind: 'remove-override',
        cluster: 'checkout-dev',
        overrides: [{ layer: 'ingress', path: '/host' }],
      },
      on(before),
    );
    expect(desired).not.toHaveProperty('overrides');
    expect(desiredDigest(desired)).toBe(desiredDigest(before.base.desired));
  });

  it('replaces the one at the same place and keeps the others', () => {
    const facts = on(
      on(start(), {
        overrides: [
          { layer: 'ingress', path: '/host', value: 'a' },
          { layer: 'ingress', path: '/class/name', value: 'b' },
        ],
      }),
    );
    expect(facts.base.desired.overrides).toMatchObject([
      { path: '/class/name', value: 'b' },
      { path: '/host', value: 'own.example.com' },
    ]);
  });

  it('reaches what other parts of the profile take from the layer', () => {
    const facts = on(start(), {
      overrides: [{ layer: 'ubuntu', path: '/imageId', value: 'ami-2' }],
    });
    expect(
      facts.base.desired.layers.find(({ name }) => name === 'ubuntu')!.values,
    ).toEqual({ imageId: 'ami-2' });
  });

  it.each([
    ['layer-unknown', [{ layer: 'none', path: '/a', value: 1 }]],
    [
      'override-substitution',
      [{ layer: 'ingress', path: '/a', value: ['${{ target.name }}'] }],
    ],
    [
      'override-does-not-fit',
      [{ layer: 'ingress', path: '/host/a', value: 1 }],
    ],
    [
      'override-does-not-fit',
      [{ layer: 'ingress', path: '/__proto__/a', value: 1 }],
    ],
    [
      'overrides-overlap',
      [
        { layer: 'ingress', path: '/a', value: {} },
        { layer: 'ingress', path: '/a/b', value: 1 },
      ],
    ],
    [
      'values-too-large',
      [{ layer: 'ingress', path: '/a', value: 'x'.repeat(70_000) }],
    ],
  ])('refuses %s', (code, overrides) => {
    const refusal = refusalOf(() =>
      resolveOverride(request({ overrides }), start()),
    );
    expect(refusal.details.map(finding => finding.code)).toContain(code);
  });

  it('refuses a secret by its field, and does not repeat it', () => {
    const refusal = refusalOf(() =>
      resolveOverride(
        request({
          overrides: [
            {
              layer: 'ingress',
              path: '/auth',
              value: { user: 'root', password: 'hunter2' },
            },
          ],
        }),
        start(),
      ),
    );
    expect(refusal.details).toMatchObject([
      {
        code: 'override-secret',
        path: '/overrides/0/value/password',
        remedy: expect.stringContaining('existingSecret'),
      },
    ]);
    expect(JSON.stringify(refusal.details)).not.toContain('hunter2');
  });

  it('refuses to remove what is not there', () => {
    const refusal = refusalOf(() =>
      resolveRemoveOverride(
        {
          kind: 'remove-override',
          cluster: 'checkout-dev',
          overrides: [{ layer: 'ingress', path: '/other' }],
        },
        on(start()),
      ),
    );
    expect(refusal.details).toMatchObject([{ code: 'override-unknown' }]);
  });

  it('comes back with the revision that is rolled back to, and goes with it', () => {
    const before = start();
    const facts = on(before);
    const back = resolveDesired(
      { kind: 'roll-back', cluster: 'checkout-dev', revision: 1 },
      { ...facts, rollBackTo: before.base },
    );
    expect(back.desired).not.toHaveProperty('overrides');
    const forth = resolveDesired(
      { kind: 'roll-back', cluster: 'checkout-dev', revision: 2 },
      { ...before, rollBackTo: facts.base },
    );
    expect(forth.desired.overrides).toHaveLength(1);
  });
});

describe('an upgrade of a cluster with overrides', () => {
  it('keeps them where the profile stays as it was', () => {
    const { desired, findings } = upgrade('1.3.1');
    expect(desired.overrides).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  it('ends them where the profile says the same now', () => {
    const { desired, findings } = upgrade('1.5.0');
    expect(desired).not.toHaveProperty('overrides');
    expect(codes(findings)).toEqual(['ok override-met']);
  });

  it('drops them with their layer', () => {
    const { desired, findings } = upgrade('1.6.0');
    expect(desired).not.toHaveProperty('overrides');
    expect(codes(findings)).toContain('warn override-dropped');
  });

  it('is blocked where the profile moves, too, until the request says which holds', () => {
    const { findings } = upgrade('1.4.0');
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'override-conflict',
        layer: 'ingress',
        path: '/host',
      }),
    ]);
  });

  it.each([
    ['override', 'own.example.com', 'override-kept'],
    ['profile', 'shop.example.com', 'override-ended'],
  ] as const)('takes the value of the %s when told to', (take, host, code) => {
    const { desired, findings } = upgrade('1.4.0', {
      overrides: [{ layer: 'ingress', path: '/host', take }],
    });
    expect(
      desired.layers.find(({ name }) => name === 'ingress')!.values,
    ).toEqual({ host });
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'warn', code }),
    ]);
  });

  it('says the same without values, wherever it quotes one', () => {
    const findings = [
      upgrade('1.4.0'),
      upgrade('1.4.0', {
        overrides: [{ layer: 'ingress', path: '/host', take: 'override' }],
      }),
      upgrade('1.5.0'),
      upgrade('1.6.0'),
    ].flatMap(resolved => resolved.findings);
    expect(codes(findings)).toEqual([
      'block override-conflict',
      'warn override-kept',
      'ok override-met',
      'warn override-dropped',
    ]);
    const values = /example\.com/;
    for (const { message, messageWithoutValues = message } of findings) {
      expect(messageWithoutValues).not.toMatch(values);
    }
    expect(findings.filter(({ message }) => values.test(message))).toHaveLength(
      3,
    );
  });

  it('is only told of by changes that cannot answer', () => {
    const { desired, findings } = resolveDesired(
      {
        kind: 'set-parameters',
        cluster: 'checkout-dev',
        parameters: { domain: 'shop.org' },
      },
      on(start()),
    );
    expect(desired.overrides).toHaveLength(1);
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'warn', code: 'override-conflict' }),
    ]);
  });
});
