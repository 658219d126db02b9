import { accessRequestSchema } from '../accessRequestSchema';
import { readBulkRequest, readChangeRequest } from '../requestSchema';
import { createDocumentValidator } from './__testUtils__/documentValidator';
import { ref } from './shapes';

const validate = createDocumentValidator({ strict: false }).compile(
  ref('ChangeRequest'),
);

const cluster = 'payments';
const profile = { name: 'base', version: '1.0.0' };
const create = {
  kind: 'create',
  cluster,
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  profile,
};
const deprecate = { kind: 'deprecate', profile: 'base', version: '1.0.0' };

const place = { layer: 'ingress', path: '/host' };
const override = {
  kind: 'override',
  cluster,
  overrides: [{ ...place, value: 'own.example.com' }],
  reason: 'for a while',
  expires: '2026-02-01T00:00:00Z',
};

const accepted: object[] = [
  create,
  {
    ...create,
    description: 'For card payments',
    parameters: { workers: 3, nested: { any: [1, null] } },
    addOnProfiles: [{ name: 'observability', version: '1.0.0' }],
    follow: 'patch',
    driftModes: { cilium: 'correct' },
    comment: '',
    seenPlanDigest: 'a'.repeat(64),
  },
  { ...create, cluster: 'a' },
  { ...create, cluster: `a${'b'.repeat(62)}` },
  { ...create, owner: 'User:Default/Alice.B-C_d' },
  { kind: 'adopt', cluster, profile },
  {
    kind: 'adopt',
    cluster,
    profile,
    parameters: { workers: 3 },
    follow: 'patch',
    driftModes: { kubernetes: 'correct' },
  },
  { kind: 'set-parameters', cluster },
  {
    kind: 'set-parameters',
    cluster,
    profile: 'base',
    parameters: {},
    follow: 'minor',
    driftModes: {},
  },
  {
    kind: 'set-parameters',
    cluster,
    driftExceptions: [
      {
        layer: 'ingress',
        object: 'Deployment a/b',
        path: '/spec/replicas',
        reason: 'why',
        until: '2030-01-01T00:00:00.000Z',
      },
    ],
    endDriftExceptions: [
      { layer: 'ingress', object: 'Deployment', path: '/a' },
    ],
    adoptsDrift: ['f1'],
  },
  { kind: 'resize', cluster, workers: { general: 0 }, adoptsDrift: ['f1'] },
  { kind: 'resize', cluster, controlPlane: 3, workers: { general: 0 } },
  { kind: 'resize', cluster, workers: { general: 10_000 } },
  { kind: 'upgrade', cluster, version: '1.1.0' },
  {
    kind: 'upgrade',
    cluster,
    profile: 'base',
    version: '1.1.0',
    parameters: { a: 1 },
  },
  {
    kind: 'upgrade',
    cluster,
    version: '1.1.0',
    overrides: [{ layer: 'ingress', path: '/host', take: 'profile' }],
  },
  override,
  { ...override, owner: 'user:default/alice' },
  {
    ...override,
    overrides: [{ layer: 'ingress', path: '/a~1b/0', value: null }],
  },
  { kind: 'remove-override', cluster, overrides: [place] },
  { kind: 'roll-back', cluster, revision: 1 },
  { kind: 'add-profile', cluster, profile, parameters: {} },
  { kind: 'remove-profile', cluster, profile: 'observability' },
  { kind: 'retarget', cluster },
  { kind: 'retarget', cluster, target: 'dev-eu1' },
  { kind: 'pause', cluster },
  { kind: 'resume', cluster, comment: 'c'.repeat(2000) },
  { kind: 'protect', cluster, protected: false },
  { kind: 'delete', cluster },
  { kind: 'publish', bundle: { document: '' } },
  {
    kind: 'publish',
    bundle: { document: 'a: b', files: { './x': 'y' } },
    authors: ['user:default/alice'],
  },
  { kind: 'publish', url: 'https://example.com/profile.yaml' },
  { ...deprecate, reason: 'old' },
  { ...deprecate, reason: `  ${'r'.repeat(2000)}\n`, endOfLife: '2026-12-31' },
  { ...deprecate, kind: 'withdraw', reason: 'a b', force: true },
];

const refused: unknown[] = [
  null,
  'create',
  [],
  {},
  { kind: 'import', cluster },
  { kind: 'adopt', cluster },
  { kind: 'adopt', cluster, profile, source: 'old' },
  { ...create, kind: undefined },
  { ...create, cluster: 'No_Label' },
  { ...create, cluster: '1a' },
  { ...create, cluster: 'a-' },
  { ...create, cluster: `a${'b'.repeat(63)}` },
  { ...create, owner: 'checkout' },
  { ...create, owner: 'group:default/check out' },
  { ...create, owner: undefined },
  { ...create, profile: 'base' },
  { ...create, profile: { ...profile, digest: 'x' } },
  { ...create, profile: { name: '', version: '1.0.0' } },
  { ...create, parameters: [1] },
  { ...create, follow: 'major' },
  { ...create, driftModes: { cilium: 'ignore' } },
  { ...create, addOnProfiles: [{ name: 'observability' }] },
  {
    ...create,
    addOnProfiles: Array.from({ length: 21 }, () => profile),
  },
  { ...create, comment: 'c'.repeat(2001) },
  { ...create, description: 'd'.repeat(501) },
  { ...create, seenPlanDigest: 'A'.repeat(64) },
  // What only the server sets.
  { ...create, state: 'accepted' },
  { ...create, proposer: 'user:default/pete' },
  { kind: 'resize', cluster, workers: { general: -1 } },
  { kind: 'resize', cluster, workers: { general: 1.5 } },
  { kind: 'resize', cluster, controlPlane: 10_001 },
  { kind: 'resize', cluster, controlPlane: '3' },
  { kind: 'upgrade', cluster },
  { kind: 'upgrade', cluster, version: '1'.repeat(65) },
  { ...override, overrides: [] },
  { ...override, overrides: [place] },
  { ...override, overrides: [{ ...place, path: 'host', value: 1 }] },
  { ...override, overrides: [{ ...place, path: '/~2', value: 1 }] },
  { ...override, overrides: [{ ...place, path: '', value: 1 }] },
  { ...override, reason: undefined },
  { ...override, expires: undefined },
  { ...override, expires: 'soon' },
  { kind: 'remove-override', cluster, overrides: [{ ...place, value: 1 }] },
  { kind: 'roll-back', cluster, revision: 0 },
  { kind: 'roll-back', cluster, revision: 2_147_483_648 },
  { kind: 'remove-profile', cluster },
  { kind: 'pause', cluster, protected: true },
  { kind: 'protect', cluster },
  { kind: 'protect', cluster, protected: 'yes' },
  { kind: 'delete' },
  { kind: 'publish', bundle: {} },
  { kind: 'publish', bundle: { document: '', files: { './x': 1 } } },
  { kind: 'publish', url: 'no address' },
  { kind: 'publish', authors: ['alice'] },
  deprecate,
  { ...deprecate, reason: ' a  ' },
  { ...deprecate, reason: 'r'.repeat(2001) },
  { ...deprecate, reason: 'old', endOfLife: 'soon' },
  { ...deprecate, reason: 'old', force: true },
  { ...deprecate, kind: 'withdraw', reason: 'old', force: 1 },
];

describe('ChangeRequest of the document', () => {
  it.each(accepted)('accepts what the router accepts: %j', body => {
    expect(() => readChangeRequest(body)).not.toThrow();
    expect([validate(body), validate.errors]).toEqual([true, null]);
  });

  it.each(refused.map(body => [body]))(
    'refuses what the router refuses: %j',
    body => {
      expect(() => readChangeRequest(body)).toThrow();
      // As it travels: without what is undefined.
      expect(validate(JSON.parse(JSON.stringify(body)))).toBe(false);
    },
  );
});

describe('bulk requests', () => {
  const fits = createDocumentValidator({ strict: false }).compile(
    ref('BulkRequest'),
  );
  const pause = (name: string) => ({ kind: 'pause', cluster: name });
  const reads = (body: object) => {
    try {
      readBulkRequest(body);
      return true;
    } catch {
      return false;
    }
  };
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => pause(`c${index}`));

  it.each<[boolean, string, object]>([
    [true, 'one', { requests: [pause('a')] }],
    [true, 'a hundred', { requests: many(100) }],
    [
      true,
      'of several kinds',
      {
        requests: [pause('a'), { kind: 'upgrade', cluster, version: '1.1.0' }],
      },
    ],
    [false, 'none', { requests: [] }],
    [false, 'too many', { requests: many(101) }],
    [false, 'a new cluster', { requests: [create] }],
    [false, 'of a profile', { requests: [{ ...deprecate, reason: 'old' }] }],
    [false, 'a field too much', { requests: [pause('a')], force: true }],
    [false, 'no list', pause('a')],
  ])('are described as they are read: %s, %s', (good, _what, body) => {
    expect([fits(body), reads(body)]).toEqual([good, good]);
  });
});

describe('access requests', () => {
  const fits = createDocumentValidator({ strict: false }).compile(
    ref('AccessRequest'),
  );

  it.each<[boolean, object]>([
    [true, { role: 'view' }],
    [true, { role: 'edit', hours: 1 }],
    [true, { role: 'admin', hours: 8 }],
    [false, {}],
    [false, { role: 'cluster-admin' }],
    [false, { role: 'view', hours: 0 }],
    [false, { role: 'view', hours: 9 }],
    [false, { role: 'view', hours: 1.5 }],
    [false, { role: 'view', hours: '1' }],
    [false, { role: 'view', subject: 'root' }],
  ])('are described as they are read: %s, %j', (good, body) => {
    expect([fits(body), accessRequestSchema.safeParse(body).success]).toEqual([
      good,
      good,
    ]);
  });
});
