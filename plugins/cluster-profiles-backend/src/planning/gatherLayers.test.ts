import type { ClusterChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
  type AddOnEngine,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  noBytes,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  aVersion,
  baseLayers,
  codes,
  existingFacts,
  importedFacts,
} from './__testUtils__/builders';
import { fakeEngine, fakeProvider } from './__testUtils__/fakeProvider';
import { gatherAnswers } from './gatherAnswers';
import { resolveDesired } from './resolveDesired';
import type { PlanningFacts } from './types';

const addOn = (name: string) =>
  aVersion({
    name,
    type: 'add-on',
    version: '1.0.0',
    spec: { layers: [{ name, kind: 'addon', version: '1.0.0' }] },
  });
const versions = [
  aVersion(),
  aVersion({
    version: '1.3.1',
    spec: { layers: baseLayers({ ingress: '4.13.4' }) },
  }),
  addOn('certificates'),
  addOn('issuer'),
];
const facts = existingFacts({ versions });
const upgrade: ClusterChangeRequest = {
  kind: 'upgrade',
  cluster: 'checkout-dev',
  version: '1.3.1',
};

type Preview = NonNullable<AddOnEngine['preview']>;

/** Tells of one Deployment a layer, and of a definition that two of them bring. */
function tellingEngine(overrides: Partial<AddOnEngine> = {}) {
  const asked: string[] = [];
  const preview: Preview = async ({
    cluster,
    clusterBefore = cluster,
    layer,
    before,
  }) => {
    const name = layer?.name ?? before?.name;
    const versionsOf = [before, layer].map(it => it?.version ?? 'none');
    const kubernetes = [clusterBefore, cluster].map(
      ({ kubernetesVersion }) => kubernetesVersion,
    );
    asked.push(
      `${name} ${versionsOf.join(' to ')} on ${[...new Set(kubernetes)].join(' to ')}`,
    );
    return {
      objects:
        layer &&
        before &&
        (layer.version !== before.version || kubernetes[0] !== kubernetes[1])
          ? [{ object: `Deployment ${name}`, action: 'changed' as const }]
          : [],
      hooks: [],
      brings: ['certificates', 'issuer'].includes(name!)
        ? [{ object: 'CustomResourceDefinition issuers', group: 'x' }]
        : [],
      findings: [{ severity: 'warn', code: `told-${name}`, message: 'Told.' }],
    };
  };
  return { asked, engine: fakeEngine({ preview, ...overrides }) };
}

const gather = (
  engine: AddOnEngine,
  request: ClusterChangeRequest = upgrade,
  given: PlanningFacts = facts,
  provider = fakeProvider(),
) =>
  gatherAnswers({
    resolved: resolveDesired(request, given),
    facts: given,
    providers: new Map([['simulator', provider]]),
    engines: new Map([[engine.id, engine]]),
    files: noFiles,
    bytes: noBytes,
    instanceId: 'portal',
  });

describe('gatherLayers', () => {
  it('has the engine tell of what changes, and looks at the rest for what it brings only', async () => {
    const { engine, asked } = tellingEngine();
    const answers = await gather(engine);
    expect(asked.sort()).toEqual([
      'cilium 1.18.3 to 1.18.3 on 1.35.2',
      'ingress 4.13.3 to 4.13.4 on 1.35.2',
      'rook 1.18.0 to 1.18.0 on 1.35.2',
    ]);
    expect(Object.keys(answers.previews ?? {})).toEqual(['ingress']);
    expect(answers.rendered).toEqual({});
    expect(codes(answers.findings)).toEqual(['warn told-ingress']);
  });

  it('compares what runs on the Kubernetes that runs with what will be, also of layers that stay as they are', async () => {
    const { engine, asked } = tellingEngine();
    const newer = aVersion({
      version: '1.4.0',
      spec: { layers: baseLayers({ kubernetes: '1.36.0' }) },
    });
    const answers = await gather(
      engine,
      { ...upgrade, version: '1.4.0' },
      existingFacts({ versions: [...versions, newer] }),
    );
    expect(asked).toContain('ingress 4.13.3 to 4.13.3 on 1.35.2 to 1.36.0');
    expect(answers.previews?.ingress.objects).toEqual([
      { object: 'Deployment ingress', action: 'changed' },
    ]);
    expect(codes(answers.findings)).toEqual([]);
  });

  it.each([true, false])(
    'tells the engine whether there is a way in to the cluster: %s',
    async hasAccess => {
      const told = new Set<boolean | undefined>();
      const engine = fakeEngine({
        preview: async options => {
          told.add(options.hasAccess);
          return { objects: [], hooks: [], brings: [], findings: [] };
        },
      });
      const provider = fakeProvider({ hasDeliveryAccess: () => hasAccess });
      await gather(engine, upgrade, facts, provider);
      expect([...told]).toEqual([hasAccess]);
    },
  );

  it('starts from what is proven to run', async () => {
    const { engine, asked } = tellingEngine();
    await gather(
      engine,
      { kind: 'roll-back', cluster: 'checkout-dev', revision: 1 },
      {
        ...facts,
        base: { number: 2, desired: resolveDesired(upgrade, facts).desired },
        applied: facts.base,
        rollBackTo: facts.base,
      },
    );
    expect(asked).toContain('ingress 4.13.3 to 4.13.3 on 1.35.2');
  });

  it('refuses two add-on profiles that bring the same, on clusters of others too', async () => {
    const { engine, asked } = tellingEngine();
    const imported = importedFacts({ versions });
    const request = (name: string): ClusterChangeRequest => ({
      kind: 'add-profile',
      cluster: 'checkout-dev',
      profile: { name, version: '1.0.0' },
    });
    const first = resolveDesired(request('certificates'), imported);
    const { findings } = await gather(engine, request('issuer'), {
      ...imported,
      base: { number: 2, desired: first.desired },
    });
    expect(asked).toContain('issuer none to 1.0.0 on 1.34.0');
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: 'block',
        code: 'layer-objects-conflict',
        message:
          'Both layer "certificates" of certificates and layer "issuer" of issuer bring CustomResourceDefinition issuers.',
      }),
    );
  });

  describe('while the engine does not answer', () => {
    const request: ClusterChangeRequest = {
      kind: 'add-profile',
      cluster: 'checkout-dev',
      profile: { name: 'issuer', version: '1.0.0' },
    };
    const { engine } = tellingEngine({
      preview: async () => {
        throw new ProviderUnreachableError('helm took too long');
      },
      remarks: ({ layer, withoutPreview }) => [
        {
          severity: 'block',
          code: 'source-mutable',
          message: `${layer.name} ${withoutPreview}`,
        },
      ],
    });

    it('says what is mutable although the chart is not rendered in time', async () => {
      const { findings } = await gather(engine);
      expect(codes(findings).sort()).toEqual([
        'block source-mutable',
        'warn engine-unreachable',
      ]);
      expect(findings).toContainEqual(
        expect.objectContaining({ message: 'ingress false' }),
      );
    });

    it('brings nothing that layers of another profile may bring, too', async () => {
      const { findings } = await gather(engine, request);
      expect(findings).toContainEqual(
        expect.objectContaining({
          severity: 'block',
          code: 'engine-unreachable',
          layer: 'issuer',
          remedy: 'Plan again when it answers.',
        }),
      );
    });

    it('brings it where no other profile has layers', async () => {
      const { findings } = await gather(
        engine,
        request,
        importedFacts({ versions }),
      );
      expect(codes(findings)).toContain('warn engine-unreachable');
    });
  });

  it('falls back on names where the engine cannot tell', async () => {
    const { engine } = tellingEngine({
      preview: async () => undefined,
      remarks: ({ withoutPreview }) => [
        {
          severity: 'warn',
          code: `told-${withoutPreview}`,
          message: 'Told.',
        },
      ],
    });
    const answers = await gather(engine);
    expect(codes(answers.findings)).toEqual(['warn told-true']);
    expect(answers.previews).toBeUndefined();
    expect(Object.keys(answers.rendered)).toEqual(['ingress']);
  });

  it('says what is refused of a layer that changes, and nothing of one that does not', async () => {
    const { engine } = tellingEngine({
      preview: async ({ layer }) => {
        throw new ProviderRefusedError(`${layer?.name} does not render`);
      },
    });
    const { findings } = await gather(engine);
    expect(findings).toEqual([
      {
        severity: 'block',
        code: 'engine-refused',
        message: 'ingress does not render',
        layer: 'ingress',
      },
    ]);
  });

  it('asks nothing of layers that go with their cluster', async () => {
    const { engine, asked } = tellingEngine();
    const request = { kind: 'delete', cluster: 'checkout-dev' } as const;
    const answers = await gather(engine, request);
    expect(asked).toEqual([]);
    expect(Object.keys(answers.rendered).sort()).toEqual([
      'cilium',
      'ingress',
      'rook',
    ]);
  });
});
