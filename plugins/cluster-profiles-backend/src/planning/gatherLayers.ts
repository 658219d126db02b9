import {
  diffLayers,
  isDeliveredByProvider,
  type DesiredLayer,
  type DesiredState,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
  LayerPreview,
  SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { engineCluster } from '../clusters/engineCluster';
import { findCollisions, type BroughtLayer } from './findCollisions';
import { mapConcurrently } from './mapConcurrently';
import type { GatheredAnswers, PlanningFacts } from './types';

const CONCURRENCY = 4;

/** A layer that an engine delivers. */
type Sides = {
  name: string;
  /** As it runs or is desired now. */
  before?: DesiredLayer;
  after?: DesiredLayer;
  touched: boolean;
};

type Options = {
  engine: AddOnEngine;
  provider: Pick<ClusterProvider, 'hasDeliveryAccess'>;
  desired: DesiredState;
  facts: PlanningFacts;
  bytes: SourceBytes;
  /** What is not answered is undefined, and said by whoever asks. */
  ask<T>(
    who: { kind: 'engine'; id: string; layer: string },
    question: (bounded: AbortSignal) => Promise<T>,
    options?: { quietly?: boolean; isNeeded?: boolean },
  ): Promise<T | undefined>;
};

/** Asks the engine what becomes of each layer, and whether any two of them bring the same. */
export async function gatherLayers(
  layers: readonly Sides[],
  options: Options,
): Promise<GatheredAnswers> {
  const answers: GatheredAnswers = { rendered: {}, findings: [] };
  const brought: BroughtLayer[] = [];
  await mapConcurrently(layers, CONCURRENCY, async sides => {
    const { name, after, touched } = sides;
    const preview = await previewOf(sides, layers, options);
    if (touched && after) {
      answers.findings.push(
        ...remarksOn(after, preview === undefined, options),
      );
    }
    if (preview === 'unanswered') {
      return;
    }
    if (after && preview) {
      brought.push({ layer: after, touched, brings: preview.brings });
    }
    // Charts follow the version of Kubernetes, and what other layers define.
    if (preview && (touched || preview.objects.length > 0)) {
      answers.previews = { ...answers.previews, [name]: preview };
    }
    if (!touched) {
      return;
    }
    if (preview) {
      answers.findings.push(...preview.findings);
    } else {
      await render(sides, options, answers);
    }
  });
  const order = layers.map(({ name }) => name);
  brought.sort(
    (a, b) => order.indexOf(a.layer.name) - order.indexOf(b.layer.name),
  );
  answers.findings.push(...findCollisions(brought));
  return answers;
}

/**
 * The layers that an engine delivers, those that come, go or change as `touched`. What is proven to run counts as what is there, not
 * what was desired since.
 */
export function layersOfEngine(
  desired: DesiredState,
  facts: PlanningFacts,
  provider: Pick<ClusterProvider, 'layerKinds'>,
): Sides[] {
  const base = facts.base?.desired.layers ?? [];
  const before = facts.applied?.desired.layers ?? base;
  const after = desired.deleted ? [] : desired.layers;
  const touched = new Set(
    [base, before].flatMap(layers =>
      diffLayers({ before: layers, after })
        .filter(({ action }) => action !== 'unchanged')
        .map(({ name }) => name),
    ),
  );
  const find = (layers: readonly DesiredLayer[], name: string) =>
    layers.find(
      layer =>
        layer.name === name &&
        !isDeliveredByProvider(layer, provider.layerKinds),
    );
  const names = [...base, ...before, ...after].map(({ name }) => name);
  return [...new Set(names)]
    .map(name => ({
      name,
      before: find(before, name) ?? find(base, name),
      after: find(after, name),
      touched: touched.has(name),
    }))
    .filter(sides => sides.before || sides.after);
}

async function previewOf(
  { name, before, after, touched }: Sides,
  layers: readonly Sides[],
  { engine, provider, desired, facts, bytes, ask }: Options,
): Promise<LayerPreview | undefined | 'unanswered'> {
  // Of a cluster that goes as a whole nothing is left to be told apart.
  if (!engine.preview || (desired.deleted && !desired.observeOnly)) {
    return undefined;
  }
  const running = (facts.applied ?? facts.base)?.desired;
  const answer = await ask(
    { kind: 'engine', id: engine.id, layer: name },
    async signal => ({
      preview: await engine.preview!({
        cluster: engineCluster(desired, facts.observedKubernetes),
        ...(running && {
          clusterBefore: engineCluster(running, facts.observedKubernetes),
        }),
        ...(after && { layer: after }),
        ...(before && { before: touched ? before : after }),
        bytes,
        hasAccess: provider.hasDeliveryAccess?.({ desired }) ?? false,
        signal,
      }),
    }),
    {
      // What stays as it is keeps nobody from changing the rest.
      quietly: !touched,
      // It may bring what a layer of another profile brings.
      isNeeded: layers.some(
        other => after && other.after && other.after.profile !== after.profile,
      ),
    },
  );
  return answer ? answer.preview : 'unanswered';
}

function remarksOn(
  layer: DesiredLayer,
  withoutPreview: boolean,
  { engine, desired, facts, bytes }: Options,
): Finding[] {
  const cluster = engineCluster(desired, facts.observedKubernetes);
  return engine.remarks?.({ cluster, layer, bytes, withoutPreview }) ?? [];
}

/** All that an engine without previews can tell: names before and after. */
async function render(
  { name, before, after }: Sides,
  { engine, desired, facts, bytes, ask }: Options,
  answers: Pick<GatheredAnswers, 'rendered'>,
): Promise<void> {
  const cluster = engineCluster(desired, facts.observedKubernetes);
  const [was, is] = await Promise.all(
    [before, after].map(layer =>
      layer
        ? ask({ kind: 'engine', id: engine.id, layer: name }, signal =>
            engine.render({ cluster, layer, bytes, signal }),
          )
        : [],
    ),
  );
  if (was && is) {
    answers.rendered[name] = { before: was, after: is };
  }
}
