import {
  diffLayers,
  diffValues,
  hasBlocker,
  hasSteps,
  isAutoscaled,
  isNewClusterKind,
  poolSizeText,
  type DesiredState,
  type LayerDifference,
  type MachineReplacement,
  type RollbackClass,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProviderPreview } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkMove } from './checkMove';
import { describeLayerObjects, lostObjects } from './describeLayerObjects';
import { isAdoption } from './isAdoption';
import { joinFindings } from './joinFindings';
import { mergeObjects } from './mergeObjects';
import { orderKubernetes } from './orderKubernetes';
import { sortFindings } from './sortFindings';
import type {
  GatheredAnswers,
  PlanDraft,
  PlanningFacts,
  Resolved,
} from './types';

/** What a cluster that does not exist is compared with. */
const UNSET = {
  poolOverrides: {},
  driftModes: {},
  paused: false,
  protected: false,
  deleted: false,
};

/** The whole plan from what was resolved and answered. Pure. */
export function decideClusterPlan(options: {
  resolved: Resolved;
  facts: PlanningFacts;
  answers: GatheredAnswers;
}): PlanDraft {
  const { resolved, facts, answers } = options;
  const before = facts.base?.desired;
  const move = resolved.desired.deleted
    ? { path: [], findings: [] }
    : checkMove({
        desired: resolved.desired,
        facts,
        kubernetesPath: answers.preview?.kubernetesPath,
      });
  const path = hasBlocker(move.findings) ? [] : move.path;
  const turn = orderKubernetes({ desired: resolved.desired, facts, path });
  const desired = withPath(withAnswers(resolved.desired, answers.preview), {
    path,
    order: turn.order,
  });
  const { forcedDeletion } = desired;
  const layers = diffLayers({
    before: before?.layers,
    after: desired.deleted ? [] : desired.layers,
  });
  const settings = diffValues(
    before ? settingsOf(before) : UNSET,
    settingsOf(desired),
  );
  const machinesReplaced = [...(answers.preview?.machinesReplaced ?? [])].sort(
    (a, b) => (a.pool < b.pool ? -1 : 1),
  );
  const layerObjects = describeLayerObjects({ layers, answers });
  return {
    baseRevision: facts.base?.number ?? null,
    desired,
    layers,
    settings,
    objects: mergeObjects({ layers, answers }),
    ...(layerObjects && { layerObjects }),
    ...(answers.preview?.differences && {
      differences: answers.preview.differences,
    }),
    machinesReplaced,
    kubernetesPath: move.path,
    rollbackClass: classify({
      before,
      desired,
      layers,
      machinesReplaced,
      kubernetesPath: move.path,
    }),
    irreversible: before
      ? irreversible({
          before,
          desired,
          layers,
          kubernetesPath: move.path,
          leftovers: facts.stuckDeletion?.leftovers,
          lost: lostObjects(layerObjects),
        })
      : [],
    ...(forcedDeletion && { givenUp: facts.stuckDeletion?.leftovers ?? [] }),
    findings: sortFindings([
      ...resolved.findings,
      ...answers.findings,
      ...joinFindings(answers.preview?.findings ?? [], move.findings),
      ...turn.findings,
      ...pausedFinding({ before, desired, layers, settings }),
    ]),
  };
}

/** What only the provider can say of the state that will be written: what is taken from whom, and which cluster is adopted. */
function withAnswers(
  desired: DesiredState,
  { takeovers, identity }: Partial<ProviderPreview> = {},
): DesiredState {
  const { adopted } = desired;
  return {
    ...desired,
    ...(adopted && identity && { adopted: { ...adopted, identity } }),
    ...(takeovers && { takeovers }),
  };
}

/** A way of several steps, and what comes before and after it, is part of what is approved and kept; the one before is not. */
function withPath(
  desired: DesiredState,
  { path, order }: { path: string[]; order: DesiredState['kubernetesOrder'] },
): DesiredState {
  const { kubernetesPath, kubernetesOrder, ...rest } = desired;
  return {
    ...rest,
    ...(hasSteps(path) && { kubernetesPath: path }),
    ...(order && { kubernetesOrder: order }),
  };
}

/** The plan of a request that no longer resolves: nothing would be written. */
export function decideRefusedPlan(options: {
  kind: string;
  facts: PlanningFacts;
  findings: PlanDraft['findings'];
}): PlanDraft {
  const { facts } = options;
  const layers = facts.base?.desired.layers;
  return {
    baseRevision: facts.base?.number ?? null,
    layers: diffLayers({ before: layers, after: layers }),
    settings: [],
    objects: { created: [], changed: [], removed: [] },
    machinesReplaced: [],
    kubernetesPath: [],
    rollbackClass: isNewClusterKind(options.kind)
      ? 'not-started'
      : 'reversible',
    irreversible: [],
    findings: sortFindings(options.findings),
  };
}

/** Everything that is written beside the layers, as reviewers read it. */
function settingsOf(desired: DesiredState): object {
  return {
    owner: desired.cluster.owner,
    description: desired.cluster.description,
    profiles: Object.fromEntries(
      desired.profiles.map(({ name, version }) => [name, version]),
    ),
    parameters: desired.parameters,
    nodePools: {
      controlPlane: desired.nodePools.controlPlane.replicas,
      workers: Object.fromEntries(
        desired.nodePools.workers.map(pool => [
          pool.name,
          isAutoscaled(pool) ? poolSizeText(pool) : pool.replicas,
        ]),
      ),
    },
    poolOverrides: desired.poolOverrides,
    follow: desired.follow,
    driftModes: desired.driftModes,
    driftExceptions: exceptionsByField(desired),
    target: desired.target,
    // What an imported cluster is called on its target stays when it is adopted.
    ...(desired.observeOnly
      ? { source: desired.providerConfig?.source }
      : {
          source: desired.adopted?.source,
          providerConfig: desired.providerConfig,
        }),
    observeOnly: desired.observeOnly,
    paused: desired.paused,
    protected: desired.protected,
    endsOn: desired.endsOn,
    deleted: desired.deleted,
    forcedDeletion: desired.forcedDeletion,
    overrides: desired.overrides && overridesByPlace(desired.overrides),
  };
}

/** With everything that reviewers decide on beside the values themselves, which the layers show. */
function overridesByPlace(
  overrides: NonNullable<DesiredState['overrides']>,
): object {
  return Object.fromEntries(
    overrides.map(({ layer, path, reasonDigest, reasonSalt, ...rest }) => [
      `${layer}${path}`,
      rest,
    ]),
  );
}

/** Reviewers see each exception on its own, with its reason. */
function exceptionsByField({
  driftExceptions,
}: DesiredState): Record<string, string> | undefined {
  return (
    driftExceptions &&
    Object.fromEntries(
      driftExceptions.map(({ layer, object, path, reason, until }) => [
        `${layer}: ${object} ${path}`,
        `until ${until}: ${reason}`,
      ]),
    )
  );
}

function classify(options: {
  before?: DesiredState;
  desired: DesiredState;
  layers: readonly LayerDifference[];
  machinesReplaced: readonly MachineReplacement[];
  kubernetesPath: readonly string[];
}): RollbackClass {
  if (!options.before) {
    return 'not-started';
  }
  // A cluster that is only forgotten can be imported again.
  const isLost = options.desired.deleted && !options.desired.observeOnly;
  if (
    isLost ||
    options.kubernetesPath.length > 0 ||
    isAdoption(options.before, options.desired)
  ) {
    return 'forward-only';
  }
  const osChanges = options.layers.some(
    ({ kind, action }) => kind === 'os' && action !== 'unchanged',
  );
  return osChanges || options.machinesReplaced.some(({ count }) => count > 0)
    ? 'replaces-nodes'
    : 'reversible';
}

function irreversible(options: {
  before: DesiredState;
  desired: DesiredState;
  layers: readonly LayerDifference[];
  kubernetesPath: readonly string[];
  /** Of a deletion that is forced. */
  leftovers?: readonly string[];
  /** With objects that are removed. */
  lost: readonly string[];
}): string[] {
  const { before, desired, layers, kubernetesPath, lost } = options;
  if (isAdoption(before, desired)) {
    return [
      `Cluster "${desired.cluster.name}" stays ours: an adoption is not rolled back.`,
      ...kubernetesDowngrade(kubernetesPath),
    ];
  }
  if (desired.deleted && !desired.observeOnly) {
    return [
      `Cluster "${desired.cluster.name}" is gone with everything that runs and is stored on it.`,
      ...givenUp(options),
    ];
  }
  const removed = layers
    .filter(({ action }) => action === 'removed')
    .map(
      ({ name }) =>
        `Layer "${name}" is removed with what it keeps on the cluster.`,
    );
  return [...kubernetesDowngrade(kubernetesPath), ...removed, ...lost];
}

function kubernetesDowngrade(path: readonly string[]): string[] {
  return path.length > 0
    ? [`Kubernetes cannot go back from ${path.at(-1)} to ${path[0]}.`]
    : [];
}

/** What a deletion by force leaves behind. */
function givenUp({
  desired,
  leftovers = [],
}: {
  desired: DesiredState;
  leftovers?: readonly string[];
}): string[] {
  if (!desired.forcedDeletion) {
    return [];
  }
  return [
    leftovers.length
      ? `Given up, as last seen: ${leftovers.join(', ')}.`
      : 'Nobody knows what is left of it; all of it is given up.',
  ];
}

/** Settings that say how a cluster is treated; nothing is written to it for them. */
const UNWRITTEN =
  /^\/(paused|protected|endsOn|follow|driftModes|driftExceptions)(\/|$)/;

/** What is not written cannot be proven, so a paused cluster takes no change of what runs on it. */
function pausedFinding(options: {
  before?: DesiredState;
  desired: DesiredState;
  layers: readonly LayerDifference[];
  settings: readonly ValueDifference[];
}): PlanDraft['findings'] {
  const { before, desired, layers, settings } = options;
  if (!desired.paused) {
    return [];
  }
  const message = `Cluster "${desired.cluster.name}" is paused: nothing is written until it is resumed.`;
  const writes =
    layers.some(({ action }) => action !== 'unchanged') ||
    settings.some(({ path }) => !UNWRITTEN.test(path));
  return before?.paused && writes
    ? [
        {
          severity: 'block',
          code: 'cluster-paused',
          message,
          remedy: 'Resume it first, with a change of its own.',
        },
      ]
    : [{ severity: 'warn', code: 'cluster-paused', message }];
}
