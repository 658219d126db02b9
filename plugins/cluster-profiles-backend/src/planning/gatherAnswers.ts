import type {
  DesiredLayer,
  DesiredState,
  Finding,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  diffLayers,
  isDeliveredByProvider,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
  ProfileFiles,
  ProviderPreview,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { isAdoption } from './isAdoption';
import { askWithin } from './askWithin';
import { inspectSource } from './inspectSource';
import { mapConcurrently } from './mapConcurrently';
import { mergePreviews } from './mergePreviews';
import type { GatheredAnswers, PlanningFacts, Resolved } from './types';

const ANSWER_MILLISECONDS = 25_000;
const CONCURRENCY = 4;

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
  ): Promise<T | undefined> => {
    const answer = await askWithin({
      question,
      who,
      timeout,
      signal,
      // Nothing of somebody else's is written on trust.
      isNew: isNew || adopts,
    });
    if ('finding' in answer) {
      findings.push(answer.finding);
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

  const rendered: GatheredAnswers['rendered'] = {};
  const changes = layersToRender(desired, facts, provider);
  if (changes.length > 0 && !engine) {
    findings.push({
      severity: 'block',
      code: 'engine-unknown',
      message: `No add-on engine "${engineId}" is installed; target "${desired.target.name}" needs it.`,
      remedy: 'Install its module, or correct the target.',
    });
  } else if (engine) {
    await mapConcurrently(changes, CONCURRENCY, async ({ name, ...sides }) => {
      const [before, after] = await Promise.all(
        [sides.before, sides.after].map(layer =>
          layer
            ? ask({ kind: 'engine', id: engine.id, layer: name }, bounded =>
                engine.render({
                  cluster: { cluster: desired.cluster, target: desired.target },
                  layer,
                  signal: bounded,
                }),
              )
            : [],
        ),
      );
      if (before && after) {
        rendered[name] = { before, after };
        if (sides.after) {
          findings.push(
            ...(engine.remarks?.({ cluster: desired, layer: sides.after }) ??
              []),
          );
        }
      }
    });
  }
  return {
    ...(previews.length > 0 ? { preview: mergePreviews(previews) } : {}),
    rendered,
    findings,
  };
}

/** Layers that an engine delivers and that come, go or change. */
function layersToRender(
  desired: DesiredState,
  facts: PlanningFacts,
  provider: ClusterProvider,
): Array<{ name: string; before?: DesiredLayer; after?: DesiredLayer }> {
  const before = facts.base?.desired.layers ?? [];
  const after = desired.deleted ? [] : desired.layers;
  const deliveredByEngine = (layers: readonly DesiredLayer[], name: string) =>
    layers.find(
      layer =>
        layer.name === name &&
        !isDeliveredByProvider(layer, provider.layerKinds),
    );
  return diffLayers({ before, after })
    .filter(({ action }) => action !== 'unchanged')
    .map(({ name }) => ({
      name,
      before: deliveredByEngine(before, name),
      after: deliveredByEngine(after, name),
    }))
    .filter(sides => sides.before || sides.after);
}

/** The target as configured, or as it is known from the cluster where it left the configuration. */
function targetOf(desired: DesiredState, { target }: PlanningFacts): Target {
  return { ...target, ...desired.target };
}
