import {
  countNodes,
  diffValues,
  driftExceptionProblem,
  type DesiredState,
  type DriftMode,
  type OverrideAnswer,
  type LayerDriftException,
  type ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse, refuseAny, type Refusal } from '../refuse';
import type { PlanningFacts, Resolved } from '../types';
import { checkLifecycle, checkLimits } from './checkTarget';
import { carryOverrides } from './carryOverrides';
import { composeDesired } from './composeDesired';
import { secretParameters } from './secretParameters';
import type { Intent } from './types';

/** Composes the desired state and refuses what the target does not take, and what changes nothing. */
export function settle(
  intent: Intent,
  options: {
    facts: PlanningFacts;
    /** Versions that the request brings to the target; what runs there already stays. */
    newVersions?: readonly ProfileVersion[];
    /** The cluster comes to the target with this change. */
    arrives?: boolean;
    /** Drift modes that the request names. */
    driftModes?: Record<string, DriftMode>;
    /** What the request says of overrides whose own value the profile changes; others are only told of where absent. */
    overrides?: readonly OverrideAnswer[];
    /** Exceptions that the request brings. */
    driftExceptions?: readonly LayerDriftException[];
  },
): Resolved {
  const { facts } = options;
  const carried = carryOverrides(intent, options);
  const resolved = composeDesired(carried, facts);
  refuseAny('input', [
    ...targetRefusals(intent, resolved, options),
    ...unknownLayers(resolved, options.driftModes ?? {}),
    ...badExceptions(resolved, options.driftExceptions ?? []),
    ...secretParameters(carried, {
      desired: resolved.desired,
      base: facts.base?.desired,
    }),
  ]);
  if (facts.base && isEqual(facts.base.desired, resolved.desired)) {
    refuse('conflict', {
      code: 'nothing-changes',
      message: `Cluster "${intent.cluster.name}" is already as requested.`,
      remedy: 'Change something, or leave it.',
    });
  }
  return resolved;
}

/** The way that a revision went to its Kubernetes is no intent. */
function isEqual(
  { kubernetesPath, kubernetesOrder, ...before }: DesiredState,
  after: DesiredState,
): boolean {
  return diffValues(before, after).length === 0;
}

/** What speaks against the target. */
export function targetRefusals(
  intent: Intent,
  resolved: Resolved,
  options: {
    facts: PlanningFacts;
    newVersions?: readonly ProfileVersion[];
    arrives?: boolean;
  },
): Refusal[] {
  const { facts, newVersions = [], arrives } = options;
  return [
    ...checkLifecycle(newVersions, intent.target),
    ...checkLimits({
      target: facts.target,
      clusters: arrives ? facts.clustersOnTarget + 1 : undefined,
      nodes: countNodes(resolved.desired.nodePools),
      nodesBefore:
        facts.base && !arrives ? countNodes(facts.base.desired.nodePools) : 0,
    }),
  ];
}

function unknownLayers(
  { desired }: Resolved,
  driftModes: Record<string, DriftMode>,
): Refusal[] {
  const names = desired.layers.map(layer => layer.name);
  return Object.keys(driftModes)
    .filter(name => !names.includes(name))
    .map(name => ({
      code: 'layer-unknown',
      message: `The cluster has no layer "${name}".`,
      path: `/driftModes/${name}`,
      remedy: `Its layers are ${names.join(', ')}.`,
    }));
}

function badExceptions(
  { desired }: Resolved,
  exceptions: readonly LayerDriftException[],
): Refusal[] {
  const names = desired.layers.map(layer => layer.name);
  return exceptions.flatMap((exception, index): Refusal[] => {
    const path = `/driftExceptions/${index}`;
    if (!names.includes(exception.layer)) {
      return [
        {
          code: 'layer-unknown',
          message: `The cluster has no layer "${exception.layer}".`,
          path: `${path}/layer`,
          remedy: `Its layers are ${names.join(', ')}.`,
        },
      ];
    }
    const problem = driftExceptionProblem(exception);
    return problem
      ? [
          {
            code: 'bad-drift-exception',
            message: `The exception is refused: ${problem.message}.`,
            path: `${path}/${problem.field}`,
            layer: exception.layer,
          },
        ]
      : [];
  });
}
