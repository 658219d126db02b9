import type {
  DesiredState,
  Finding,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
  ProfileFiles,
  ProviderPreview,
  SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { engineCluster } from '../clusters/engineCluster';
import { isAdoption } from './isAdoption';
import { askWithin } from './askWithin';
import { gatherLayers, layersOfEngine } from './gatherLayers';
import { gatherUnfitValues } from './gatherUnfitValues';
import { inspectSource } from './inspectSource';
import { mergePreviews } from './mergePreviews';
import type { GatheredAnswers, PlanningFacts, Resolved } from './types';

const ANSWER_MILLISECONDS = 25_000;

/**
 * Asks the provider and the engine what the desired state would do. Each question has a time limit. What cannot be verified
 * blocks a new cluster, and is a warning for one that exists, so that it can still be repaired or deleted.
 */
export async function gatherAnswers(options: {
  resolved: Resolved;
  facts: PlanningFacts;
  providers: ReadonlyMap<string, ClusterProvider>;
  engines: ReadonlyMap<string, AddOnEngine>;
  files: ProfileFiles;
  bytes: SourceBytes;
  /** Of this portal. */
  instanceId: string;
  signal?: AbortSignal;
  /** Milliseconds for each question; 25,000. */
  timeout?: number;
}): Promise<GatheredAnswers> {
  const { facts, signal, timeout = ANSWER_MILLISECONDS } = options;
  const { desired } = options.resolved;
  const findings: Finding[] = [];
  const provider = options.providers.get(desired.target.provider);
  const engineId = desired.target.addOnEngine ?? desired.target.provider;
  const engine = options.engines.get(engineId);
  const isNew = !facts.base;
  const adopts = isAdoption(facts.base?.desired, desired);

  if (!provider) {
    return {
      rendered: {},
      findings: [
        {
          severity: 'block',
          code: 'provider-unknown',
          message: `No provider "${desired.target.provider}" is installed; target "${desired.target.name}" needs it.`,
          remedy: 'Install its module, or correct the target.',
        },
      ],
    };
  }
  if (adopts && !provider.adopts) {
    return {
      rendered: {},
      findings: [
        {
          severity: 'block',
          code: 'provider-cannot-adopt',
          message: `Provider "${provider.id}" of target "${desired.target.name}" cannot adopt clusters; "${desired.cluster.name}" stays observed.`,
        },
      ],
    };
  }
  const ask = async <T>(
    who: { kind: 'provider' | 'engine'; id: string; layer?: string },
    question: (bounded: AbortSignal) => Promise<T>,
    { quietly = false, isNeeded = false } = {},
  ): Promise<T | undefined> => {
    const answer = await askWithin({
      question,
      who,
      timeout,
      signal,
      // Nothing of somebody else's is written on trust.
      isNeeded: isNeeded || isNew || adopts,
    });
    if ('finding' in answer) {
      if (!quietly) {
        findings.push(answer.finding);
      }
      return undefined;
    }
    return answer.value;
  };
  const asked = { kind: 'provider', id: provider.id } as const;
  const previews: ProviderPreview[] = [];
  const target = targetOf(desired, facts);
  // Of the base of an imported cluster nothing is written: it is only looked for, once.
  const answer =
    desired.observeOnly && !isNew
      ? undefined
      : await ask(asked, bounded =>
          desired.observeOnly
            ? inspectSource(provider, { desired, target, signal: bounded })
            : provider.preflight({ target, signal: bounded }),
        );
  findings.push(...(answer ?? []));

  // A provider that does not answer is not asked again.
  if (answer && !desired.observeOnly) {
    for (const current of [facts.base, facts.applied].filter(
      (revision, index) => index === 0 || revision,
    )) {
      const preview = await ask(asked, bounded =>
        provider.preview({
          desired,
          ...(current ? { current: current.desired } : {}),
          files: options.files,
          signal: bounded,
        }),
      );
      if (preview) {
        previews.push(preview);
      }
    }
  }

  const layers = layersOfEngine(desired, facts, provider);
  const touches = layers.some(({ touched }) => touched);
  // Charts follow the version of Kubernetes.
  if (!touches && !(engine?.preview && movesKubernetes(desired, facts))) {
    return { ...previewed(previews), rendered: {}, findings };
  }
  if (!engine) {
    findings.push({
      severity: 'block',
      code: 'engine-unknown',
      message: `No add-on engine "${engineId}" is installed; target "${desired.target.name}" needs it.`,
      remedy: 'Install its module, or correct the target.',
    });
    return { ...previewed(previews), rendered: {}, findings };
  }
  const answers = await gatherLayers(layers, {
    engine,
    provider,
    desired,
    facts,
    bytes: options.bytes,
    ask,
  });
  findings.push(
    ...(await gatherUnfitValues(
      layers.flatMap(({ touched, after }) => (touched && after ? after : [])),
      { overrides: desired.overrides, bytes: options.bytes },
    )),
  );
  if (engine.preflight && touches && !desired.deleted) {
    const found = await ask({ kind: 'engine', id: engine.id }, bounded =>
      engine.preflight!({
        target,
        planned: {
          cluster: engineCluster(desired, facts.observedKubernetes),
          layers: layers
            .filter(({ touched: changes }) => changes)
            .map(({ name }) => name),
          instanceId: options.instanceId,
        },
        signal: bounded,
      }),
    );
    // That all is well is for whoever runs the portal.
    findings.push(...(found ?? []).filter(({ severity }) => severity !== 'ok'));
  }
  return {
    ...answers,
    ...previewed(previews),
    findings: [...findings, ...answers.findings],
  };
}

function movesKubernetes(desired: DesiredState, facts: PlanningFacts): boolean {
  const running = (facts.applied ?? facts.base)?.desired;
  const [before, after] = [running, desired].map(
    state => state && engineCluster(state).kubernetesVersion,
  );
  return before !== undefined && after !== undefined && before !== after;
}

function previewed(
  previews: readonly ProviderPreview[],
): Pick<GatheredAnswers, 'preview'> {
  return previews.length > 0 ? { preview: mergePreviews(previews) } : {};
}

/** The target as configured, or as it is known from the cluster where it left the configuration. */
function targetOf(desired: DesiredState, { target }: PlanningFacts): Target {
  return { ...target, ...desired.target };
}
