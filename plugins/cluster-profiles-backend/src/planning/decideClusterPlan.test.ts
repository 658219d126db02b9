import {
  revisionDigest,
  planDigests,
  type ClusterChangeRequest,
  type MachineReplacement,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  aVersion,
  baseLayers,
  codes,
  createRequest,
  existingFacts,
  importedFacts,
  newFacts,
  noAnswers,
} from './__testUtils__/builders';
import { decideClusterPlan, decideRefusedPlan } from './decideClusterPlan';
import { resolveDesired } from './resolveDesired';
import type { GatheredAnswers, PlanningFacts } from './types';

const cluster = 'checkout-dev';
const versions = [
  aVersion(),
  aVersion({
    version: '1.3.1',
    spec: { layers: baseLayers({ ingress: '4.13.4' }) },
  }),
  aVersion({
    version: '1.3.2',
    spec: { layers: baseLayers({ ubuntu: '24.04.4' }) },
  }),
  aVersion({
    version: '1.4.0',
    spec: { layers: baseLayers({ kubernetes: '1.36.0' }) },
  }),
  aVersion({ version: '1.5.0', spec: { layers: baseLayers().slice(0, 4) } }),
];
const facts = existingFacts({ versions });
const upgradeTo = (version: string): ClusterChangeRequest => ({
  kind: 'upgrade',
  cluster,
  version,
});
const plan = (
  request: ClusterChangeRequest,
  options: {
    answers?: GatheredAnswers;
    facts?: PlanningFacts;
  } = {},
) => {
  const given = options.facts ?? facts;
  return decideClusterPlan({
    resolved: resolveDesired(request, given),
    facts: given,
    answers: options.answers ?? noAnswers,
  });
};
const replacing = (
  ...machinesReplaced: MachineReplacement[]
): GatheredAnswers => ({
  ...noAnswers,
  preview: {
    objects: { created: [], changed: ['Cluster x'], removed: [] },
    machinesReplaced,
    findings: [{ severity: 'warn', code: 'slow', message: 'Slow.' }],
  },
});
const general = { pool: 'general', count: 3, reason: 'image' };

describe('what only the provider can say', () => {
  const takeovers = [
    { object: 'Cluster x', path: '/spec/version', manager: 'kubectl' },
  ];
  const answered = (preview: object): GatheredAnswers => ({
    ...noAnswers,
    preview: {
      objects: { created: [], changed: [], removed: [] },
      machinesReplaced: [],
      findings: [],
      ...preview,
    },
  });

  it('is part of what will be written, so that an approval covers it', () => {
    const digestOf = (answers: GatheredAnswers) =>
      revisionDigest('upgrade', plan(upgradeTo('1.3.1'), { answers }));
    const taking = answered({ takeovers });
    expect(plan(upgradeTo('1.3.1'), { answers: taking }).desired).toMatchObject(
      { takeovers },
    );
    expect(digestOf(taking)).not.toBe(digestOf(answered({})));
    expect(digestOf(answered({}))).toBe(digestOf(noAnswers));
  });

  it('makes an adoption one that is not rolled back, of the very cluster that was looked at', () => {
    const { desired, ...adoption } = plan(
      {
        kind: 'adopt',
        cluster,
        profile: { name: 'base', version: '1.3.0' },
      },
      {
        facts: importedFacts({ versions }),
        answers: answered({ identity: 'uid-1', takeovers }),
      },
    );
    expect(desired).toMatchObject({
      adopted: { source: 'old-checkout', identity: 'uid-1' },
      takeovers,
    });
    expect(adoption).toMatchObject({
      rollbackClass: 'forward-only',
      irreversible: [
        'Cluster "checkout-dev" stays ours: an adoption is not rolled back.',
        'Kubernetes cannot go back from 1.35.2 to 1.34.0.',
      ],
      kubernetesPath: ['1.34.0', '1.35.2'],
    });
  });
});

describe('decideClusterPlan', () => {
  it.each<[string, ClusterChangeRequest, GatheredAnswers, string, string[]]>([
    ['an add-on', upgradeTo('1.3.1'), noAnswers, 'reversible', []],
    [
      'an add-on that replaces machines',
      upgradeTo('1.3.1'),
      replacing(general),
      'replaces-nodes',
      [],
    ],
    ['an image', upgradeTo('1.3.2'), noAnswers, 'replaces-nodes', []],
    [
      'Kubernetes',
      upgradeTo('1.4.0'),
      noAnswers,
      'forward-only',
      ['Kubernetes cannot go back from 1.36.0 to 1.35.2.'],
    ],
    [
      'a removed add-on',
      upgradeTo('1.5.0'),
      noAnswers,
      'reversible',
      ['Layer "ingress" is removed with what it keeps on the cluster.'],
    ],
    [
      'a resize',
      { kind: 'resize', cluster, workers: { batch: 2 } },
      noAnswers,
      'reversible',
      [],
    ],
    ['a pause', { kind: 'pause', cluster }, noAnswers, 'reversible', []],
    [
      'a deletion',
      { kind: 'delete', cluster },
      noAnswers,
      'forward-only',
      [
        'Cluster "checkout-dev" is gone with everything that runs and is stored on it.',
      ],
    ],
  ])('classifies %s', (_, request, answers, rollbackClass, irreversible) => {
    expect(plan(request, { answers })).toMatchObject({
      baseRevision: 1,
      rollbackClass,
      irreversible,
    });
  });

  it('shows a new cluster as all added', () => {
    const created = plan(createRequest, { facts: newFacts({ versions }) });
    expect(created).toMatchObject({
      baseRevision: null,
      rollbackClass: 'not-started',
      irreversible: [],
      kubernetesPath: [],
      findings: [],
    });
    expect(created.layers.map(({ action }) => action)).toEqual(
      Array(5).fill('added'),
    );
    expect(created.settings.map(({ path }) => path)).toEqual([
      '/follow',
      '/nodePools',
      '/owner',
      '/parameters',
      '/profiles',
      '/target',
    ]);
  });

  it('shows a deletion as all removed', () => {
    const deleted = plan({ kind: 'delete', cluster });
    expect(deleted.layers.map(({ action }) => action)).toEqual(
      Array(5).fill('removed'),
    );
    expect(deleted.settings).toEqual([
      { path: '/deleted', before: false, after: true },
    ]);
    expect(deleted.kubernetesPath).toEqual([]);
  });

  it.each<[ClusterChangeRequest, object[]]>([
    [
      { kind: 'resize', cluster, workers: { general: 4, batch: 2 } },
      [
        { path: '/nodePools/workers/batch', before: 1, after: 2 },
        { path: '/nodePools/workers/general', before: 3, after: 4 },
        { path: '/parameters/base/workers', before: 3, after: 4 },
        { path: '/poolOverrides/batch', after: 2 },
      ],
    ],
    [
      {
        kind: 'set-parameters',
        cluster,
        follow: 'minor',
        driftModes: { ingress: 'correct' },
      },
      [
        { path: '/driftModes/ingress', after: 'correct' },
        { path: '/follow', before: 'pinned', after: 'minor' },
      ],
    ],
    [
      { kind: 'protect', cluster, protected: true },
      [{ path: '/protected', before: false, after: true }],
    ],
    [
      upgradeTo('1.3.1'),
      [{ path: '/profiles/base', before: '1.3.0', after: '1.3.1' }],
    ],
  ])('lists the settings of %j', (request, expected) => {
    expect(plan(request).settings).toEqual(expected);
  });

  it('passes on what the provider says', () => {
    const upgraded = plan(upgradeTo('1.4.0'), {
      answers: replacing(general, { ...general, pool: 'batch' }),
    });
    expect(upgraded).toMatchObject({
      machinesReplaced: [{ pool: 'batch' }, { pool: 'general' }],
      objects: { changed: ['Cluster x'] },
      kubernetesPath: ['1.35.2', '1.36.0'],
    });
    expect(codes(upgraded.findings)).toEqual([
      'warn slow',
      'ok kubernetes-move',
    ]);
    expect(
      upgraded.layers.filter(({ action }) => action === 'changed'),
    ).toMatchObject([
      {
        name: 'kubernetes',
        versionBefore: '1.35.2',
        versionAfter: '1.36.0',
        semver: 'minor',
      },
    ]);
  });

  it('keeps a way of several steps with the revision, and only there', () => {
    const along = (kubernetesPath: string[]): GatheredAnswers => {
      const answers = replacing();
      return { ...answers, preview: { ...answers.preview!, kubernetesPath } };
    };
    const way = ['1.34.1', '1.35.2', '1.36.0'];
    const upgraded = plan(upgradeTo('1.4.0'), { answers: along(way) });
    expect(upgraded.desired?.kubernetesPath).toEqual(way);
    expect(upgraded.irreversible).toEqual([
      'Kubernetes cannot go back from 1.36.0 to 1.34.1.',
    ]);
    const otherWay = plan(upgradeTo('1.4.0'), {
      answers: along(['1.34.1', '1.35.4', '1.36.0']),
    });
    const [digests, others] = [upgraded, otherWay].map(draft =>
      planDigests('upgrade', draft),
    );
    expect(others.revisionDigest).not.toBe(digests.revisionDigest);
    expect(others.impactDigest).not.toBe(digests.impactDigest);

    const direct = plan(upgradeTo('1.4.0'), {
      answers: along(['1.35.2', '1.36.0']),
    });
    expect(direct.desired).not.toHaveProperty('kubernetesPath');
    expect(planDigests('upgrade', direct)).toEqual(
      planDigests(
        'upgrade',
        plan(upgradeTo('1.4.0'), { answers: replacing() }),
      ),
    );
    // Once there, the next change does not go it again.
    const base = { number: 2, desired: upgraded.desired! };
    const paused = plan(
      { kind: 'pause', cluster },
      { facts: { ...facts, base }, answers: along([]) },
    );
    expect(paused.desired).not.toHaveProperty('kubernetesPath');
    expect(paused.kubernetesPath).toEqual([]);
  });

  it('says what would help once, as the provider does', () => {
    const answers = replacing();
    answers.preview!.findings = [
      {
        severity: 'block',
        code: 'kubernetes-skips-minor',
        message: 'The class lists none of 1.36.',
      },
    ];
    const skipping = existingFacts({
      versions: [
        ...versions,
        aVersion({
          version: '2.0.0',
          spec: { layers: baseLayers({ kubernetes: '1.37.0' }) },
        }),
      ],
    });
    const { findings } = plan(upgradeTo('2.0.0'), { facts: skipping, answers });
    expect(
      findings.filter(({ code }) => code === 'kubernetes-skips-minor'),
    ).toEqual(answers.preview!.findings);
  });

  it('shows the range of a pool that an autoscaler sizes', () => {
    const workers = [{ name: 'general', min: 3, max: 10 }];
    const scaled = existingFacts({
      versions: [
        ...versions,
        aVersion({ version: '2.0.0', spec: { nodePools: { workers } } }),
      ],
    });
    expect(plan(upgradeTo('2.0.0'), { facts: scaled }).settings).toContainEqual(
      {
        path: '/nodePools/workers/general',
        before: 3,
        after: '3 to 10',
      },
    );
  });

  it('changes nothing that runs on a paused cluster, only how it is treated', () => {
    const paused = existingFacts({ versions, desired: { paused: true } });
    const found = (request: ClusterChangeRequest, given = paused) =>
      codes(plan(request, { facts: given }).findings);
    expect(found(upgradeTo('1.3.1'))).toEqual(['block cluster-paused']);
    expect(found({ kind: 'set-parameters', cluster, follow: 'patch' })).toEqual(
      ['warn cluster-paused'],
    );
    expect(found({ kind: 'protect', cluster, protected: true })).toEqual([
      'warn cluster-paused',
    ]);
    expect(found({ kind: 'pause', cluster }, facts)).toEqual([
      'warn cluster-paused',
    ]);
    expect(found({ kind: 'resume', cluster })).toEqual([]);
    expect(found({ kind: 'delete', cluster })).toEqual([]);
  });
});

describe('decideRefusedPlan', () => {
  const findings = [
    { severity: 'block' as const, code: 'x', message: 'It does not fit.' },
  ];

  it('changes nothing', () => {
    const refused = decideRefusedPlan({ kind: 'upgrade', facts, findings });
    expect(refused).toMatchObject({
      baseRevision: 1,
      settings: [],
      rollbackClass: 'reversible',
      findings,
    });
    expect(refused.desired).toBeUndefined();
    expect(refused.layers.every(({ action }) => action === 'unchanged')).toBe(
      true,
    );
  });

  it('starts nothing', () => {
    expect(
      decideRefusedPlan({ kind: 'create', facts: newFacts(), findings }),
    ).toMatchObject({
      baseRevision: null,
      layers: [],
      rollbackClass: 'not-started',
    });
  });
});
