import {
  checkKubernetesMove,
  type DesiredState,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { alternativeVersions } from './alternativeVersions';
import type { PlanningFacts } from './types';

/** Kubernetes' own rules, from what is desired now and from what is proven to run. */
export function checkMove(options: {
  desired: DesiredState;
  facts: PlanningFacts;
}): { path: string[]; findings: Finding[] } {
  const { desired, facts } = options;
  const to = kubernetesOf(desired);
  // Of an imported cluster nothing is desired, but it was seen.
  const from =
    facts.base &&
    (kubernetesOf(facts.base.desired) ?? facts.observedKubernetes);
  const running = facts.applied && kubernetesOf(facts.applied.desired);
  if (!facts.base || !from || !to) {
    return { path: [], findings: [] };
  }
  const fromBase = checkKubernetesMove({
    from,
    to,
    workerVersions: [running ?? from],
  });
  const fromRunning = running
    ? checkKubernetesMove({ from: running, to })
    : { path: [], findings: [] };
  const blockers = [
    ...fromBase.findings,
    ...fromRunning.findings.filter(({ code }) =>
      fromBase.findings.every(finding => finding.code !== code),
    ),
  ].map(finding =>
    finding.code === 'kubernetes-downgrade'
      ? { ...finding, remedy: nameAlternatives(desired, facts) }
      : finding,
  );
  const path = fromBase.path.length > 0 ? fromBase.path : fromRunning.path;
  return {
    path,
    findings:
      blockers.length > 0 || path.length === 0
        ? blockers
        : [
            {
              severity: 'ok',
              code: 'kubernetes-move',
              message: `Kubernetes may move from ${path.join(' to ')}.`,
            },
          ],
  };
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
