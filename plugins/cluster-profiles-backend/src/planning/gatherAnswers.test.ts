import type { ClusterChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
  type AddOnEngine,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aVersion,
  baseLayers,
  codes,
  createRequest,
  existingFacts,
  importedFacts,
  newFacts,
} from './__testUtils__/builders';
import { fakeEngine, fakeProvider } from './__testUtils__/fakeProvider';
import { gatherAnswers } from './gatherAnswers';
import { resolveDesired } from './resolveDesired';
import type { PlanningFacts } from './types';

const versions = [
  aVersion(),
  aVersion({
    version: '1.3.1',
    spec: { layers: baseLayers({ ingress: '4.13.4', ubuntu: '24.04.4' }) },
  }),
];
const facts = existingFacts({ versions });
const upgrade: ClusterChangeRequest = {
  kind: 'upgrade',
  cluster: 'checkout-dev',
  version: '1.3.1',
};
const gather = (options: {
  request?: ClusterChangeRequest;
  facts?: PlanningFacts;
  provider?: ClusterProvider;
  engine?: AddOnEngine;
  timeout?: number;
}) => {
  const given = options.facts ?? facts;
  const { provider, engine } = options;
  return gatherAnswers({
    resolved: resolveDesired(options.request ?? upgrade, given),
    facts: given,
    providers: new Map(provider ? [[provider.id, provider]] : []),
    engines: new Map(engine ? [[engine.id, engine]] : []),
    files: noFiles,
    bytes: noBytes,
    instanceId: 'portal',
    timeout: options.timeout,
  });
};
const unreachable = async () => {
  throw new ProviderUnreachableError('no route');
};

describe('gatherAnswers', () => {
  it('asks the provider and renders what an engine delivers and changes', async () => {
    const provider = fakeProvider();
    const answers = await gather({ provider, engine: fakeEngine() });
    expect(provider.asked).toEqual([
      'preflight dev-eu1',
      'preview from 24.04.3 1.35.2',
    ]);
    expect(answers).toEqual({
      preview: {
        objects: {
          created: [],
          changed: ['Cluster checkout-dev'],
          removed: [],
        },
        machinesReplaced: [
          { pool: 'batch', count: 1, reason: 'image' },
          { pool: 'general', count: 3, reason: 'image' },
        ],
        findings: [],
      },
      rendered: {
        ingress: {
          before: ['Deployment ingress', 'Secret ingress-4.13.3'],
          after: ['Deployment ingress', 'Secret ingress-4.13.4'],
        },
      },
      findings: [],
    });
  });

  it('passes on what the engine cannot tell of layers that come or change', async () => {
    const engine = fakeEngine({
      remarks: ({ cluster, layer }) => [
        {
          severity: 'warn',
          code: 'not-rendered',
          message: `${layer.name} ${layer.version} on ${cluster.cluster.name}`,
        },
      ],
    });
    const provider = fakeProvider();
    const { findings } = await gather({ provider, engine });
    expect(findings.map(({ message }) => message)).toEqual([
      'ingress 4.13.4 on checkout-dev',
    ]);
    const deleted = await gather({
      provider,
      engine,
      request: { kind: 'delete', cluster: 'checkout-dev' },
    });
    expect(deleted.findings).toEqual([]);
  });

  it('has the engine look where what comes or changes would be written', async () => {
    const asked: unknown[] = [];
    const engine = fakeEngine({
      preflight: async ({ planned }) => {
        asked.push(planned?.instanceId, planned?.layers);
        return [{ severity: 'block', code: 'taken', message: 'Taken.' }];
      },
    });
    const { findings } = await gather({ provider: fakeProvider(), engine });
    expect(asked).toEqual(['portal', ['ingress']]);
    expect(codes(findings)).toEqual(['block taken']);
  });

  it('renders all of a new cluster, and all of one that goes', async () => {
    const parts = { provider: fakeProvider(), engine: fakeEngine() };
    const created = await gather({
      ...parts,
      request: createRequest,
      facts: newFacts(),
    });
    expect(Object.keys(created.rendered).sort()).toEqual([
      'cilium',
      'ingress',
      'rook',
    ]);
    expect(created.rendered.rook.before).toEqual([]);
    const deleted = await gather({
      ...parts,
      request: { kind: 'delete', cluster: 'checkout-dev' },
    });
    expect(deleted.rendered.rook.after).toEqual([]);
    expect(deleted.preview?.objects.removed).toEqual(['Cluster checkout-dev']);
  });

  it('looks from the proven revision too where the base was not reached', async () => {
    const provider = fakeProvider();
    const inFlight: PlanningFacts = {
      ...facts,
      base: { number: 2, desired: resolveDesired(upgrade, facts).desired },
      applied: facts.base,
      rollBackTo: facts.base,
    };
    const answers = await gather({
      provider,
      engine: fakeEngine(),
      facts: inFlight,
      request: { kind: 'roll-back', cluster: 'checkout-dev', revision: 1 },
    });
    expect(provider.asked).toEqual([
      'preflight dev-eu1',
      'preview from 24.04.4 1.35.2',
      'preview from 24.04.3 1.35.2',
    ]);
    expect(answers.preview?.machinesReplaced).toHaveLength(2);
  });

  it.each<[string, boolean, Partial<ClusterProvider>, string[]]>([
    [
      'an existing cluster',
      false,
      { preflight: unreachable },
      ['warn provider-unreachable'],
    ],
    [
      'a new cluster',
      true,
      { preflight: unreachable },
      ['block provider-unreachable'],
    ],
    [
      'a preview',
      false,
      { preview: unreachable },
      ['warn provider-unreachable'],
    ],
    [
      'a refusal',
      false,
      {
        preview: async () => {
          throw new ProviderRefusedError('no');
        },
      },
      ['block provider-refused'],
    ],
    [
      'findings of the preflight',
      false,
      {
        preflight: async () => [
          { severity: 'warn' as const, code: 'quota', message: 'Low.' },
        ],
      },
      ['warn quota'],
    ],
    [
      'an answer that never comes',
      false,
      { preflight: () => new Promise(() => {}) },
      ['warn provider-unreachable'],
    ],
  ])(
    'says what was not verified: %s',
    async (_, isNew, overrides, expected) => {
      const { findings } = await gather({
        provider: fakeProvider(overrides),
        engine: fakeEngine(),
        timeout: 20,
        ...(isNew ? { request: createRequest, facts: newFacts() } : {}),
      });
      expect(codes(findings)).toEqual(expected);
    },
  );

  it('goes on without what an engine does not say', async () => {
    const answers = await gather({
      provider: fakeProvider(),
      engine: fakeEngine({ render: unreachable }),
    });
    expect(answers.rendered).toEqual({});
    expect(
      answers.findings.map(({ code, layer }) => `${code} ${layer}`),
    ).toEqual(['engine-unreachable ingress', 'engine-unreachable ingress']);
  });

  it('blocks what nobody can carry out', async () => {
    expect(codes((await gather({})).findings)).toEqual([
      'block provider-unknown',
    ]);
    expect(
      codes((await gather({ provider: fakeProvider() })).findings),
    ).toEqual(['block engine-unknown']);
  });

  it('needs no engine where nothing changes for it', async () => {
    const { findings } = await gather({
      provider: fakeProvider(),
      request: { kind: 'pause', cluster: 'checkout-dev' },
    });
    expect(findings).toEqual([]);
  });

  it('adopts only by a provider that can, and writes nothing of others on trust', async () => {
    const adoption = {
      request: {
        kind: 'adopt',
        cluster: 'checkout-dev',
        profile: { name: 'base', version: '1.3.0' },
      },
      facts: importedFacts({ versions }),
      engine: fakeEngine(),
    } as const;
    const cannot = fakeProvider();
    expect(
      codes((await gather({ ...adoption, provider: cannot })).findings),
    ).toEqual(['block provider-cannot-adopt']);
    expect(cannot.asked).toEqual([]);

    const can = fakeProvider({ adopts: true });
    const { preview, findings } = await gather({ ...adoption, provider: can });
    expect(can.asked).toEqual(['preflight dev-eu1', 'preview from ']);
    expect([preview?.findings, findings]).toEqual([[], []]);

    const silent = fakeProvider({ adopts: true, preview: unreachable });
    expect(
      codes((await gather({ ...adoption, provider: silent })).findings),
    ).toEqual(['block provider-unreachable']);
  });
});
