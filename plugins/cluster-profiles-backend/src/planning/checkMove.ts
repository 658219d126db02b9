import {
  checkKubernetesMove,
  type DesiredState,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { alternativeVersions } from './alternativeVersions';
import type { PlanningFacts } from './types';

type Move = { path: string[]; findings: Finding[] };

/**
 * Kubernetes' own rules, from what is desired now and from what is proven to run. Several minors are one move only where the
 * provider knows the way.
 */
export function checkMove(options: {
  desired: DesiredState;
  facts: PlanningFacts;
  /** The way that the provider goes from what really runs. */
  kubernetesPath?: readonly string[];
}): Move {
  const { desired, facts } = options;
  const to = kubernetesOf(desired);
  // Of an imported cluster nothing is desired, but it was seen.
  const from =
    facts.base &&
    (kubernetesOf(facts.base.desired) ?? facts.observedKubernetes);
  if (!facts.base || !from || !to) {
    return { path: [], findings: [] };
  }
  const direct = checkDirectMove({ from, to, facts });
  const known = knownPath({ ...options, to });
  const { path, findings } = known ? alongPath(known, direct) : direct;
  if (findings.length > 0) {
    return {
      path,
      findings: findings.map(finding =>
        finding.code === 'kubernetes-downgrade'
          ? { ...finding, remedy: nameAlternatives(desired, facts) }
          : finding,
      ),
    };
  }
  return {
    path,
    findings:
      path.length === 0
        ? []
        : [
            {
              severity: 'ok',
              code: 'kubernetes-move',
              message: `Kubernetes may move from ${path.join(' to ')}.`,
            },
          ],
  };
}

/** In one step, whatever of the two states the cluster stands at. */
function checkDirectMove(options: {
  from: string;
  to: string;
  facts: PlanningFacts;
}): Move {
  const { from, to, facts } = options;
  const running = facts.applied && kubernetesOf(facts.applied.desired);
  const fromBase = checkKubernetesMove({
    from,
    to,
    workerVersions: [running ?? from],
  });
  const fromRunning = running
    ? checkKubernetesMove({ from: running, to })
    : { path: [], findings: [] };
  return {
    path: fromBase.path.length > 0 ? fromBase.path : fromRunning.path,
    findings: [
      ...fromBase.findings,
      ...fromRunning.findings.filter(({ code }) =>
        fromBase.findings.every(finding => finding.code !== code),
      ),
    ],
  };
}

/** The way that the provider knows; where it is silent, the approved one that the cluster is on. */
function knownPath(options: {
  facts: PlanningFacts;
  kubernetesPath?: readonly string[];
  to: string;
}): readonly string[] | undefined {
  const { facts, kubernetesPath, to } = options;
  const approved = facts.applied && facts.base?.desired.kubernetesPath;
  const leadsThere = (path: readonly string[]) => path.at(-1) === to;
  if (
    kubernetesPath &&
    (kubernetesPath.length === 0 || leadsThere(kubernetesPath))
  ) {
    return kubernetesPath;
  }
  return approved && leadsThere(approved) ? approved : undefined;
}

/** A way back is none, and no step of a way may skip a minor either. */
function alongPath(known: readonly string[], direct: Move): Move {
  const back = direct.findings.filter(
    ({ code }) => code === 'kubernetes-downgrade',
  );
  const steps = known
    .slice(1)
    .flatMap(
      (to, index) => checkKubernetesMove({ from: known[index], to }).findings,
    );
  // Where nothing moves any more, what was desired until now still tells that there is no way back.
  const path = known.length > 0 ? [...known] : straight(direct);
  return {
    path: back.length > 0 ? direct.path : path,
    findings: back.length > 0 ? back : steps,
  };
}

function straight({ path, findings }: Move): string[] {
  return findings.length > 0 ? [] : path;
}

function nameAlternatives(desired: DesiredState, facts: PlanningFacts): string {
  const layer = desired.layers.find(({ kind }) => kind === 'kubernetes')!;
  return alternativeVersions({
    profile: layer.profile,
    versions: facts.versions,
    desired: facts.base!.desired,
  });
}

function kubernetesOf(desired: DesiredState): string | undefined {
  return desired.layers.find(({ kind }) => kind === 'kubernetes')?.version;
}
