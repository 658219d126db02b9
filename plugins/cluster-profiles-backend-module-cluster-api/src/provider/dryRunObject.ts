import type {
  Finding,
  Takeover,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  WriteConflictError,
  type DryRunClient,
  type KubernetesObject,
} from '../kubernetes';
import {
  refusalFindings,
  warningFindings,
} from '../preview/kubernetesRefusals';
import { findTakeovers } from '../preview/takeovers';

/** What the management cluster would make of one object; without a result where it refuses. */
export async function dryRunObject(options: {
  dryRunner: DryRunClient;
  object: KubernetesObject;
  signal?: AbortSignal;
}): Promise<{
  result?: KubernetesObject;
  takeovers?: Takeover[];
  findings: Finding[];
}> {
  const { dryRunner, object, signal } = options;
  const ask = async (force: boolean) => {
    const { object: result, warnings } = await dryRunner.apply(object, {
      force,
      signal,
    });
    return { result, findings: warningFindings({ object, warnings }) };
  };
  try {
    return await ask(false);
  } catch (error) {
    if (error instanceof WriteConflictError && error.conflicts.length > 0) {
      const { takeovers, findings } = findTakeovers({
        object,
        conflicts: error.conflicts,
      });
      const forced = await answerOrRefusal(object, () => ask(true));
      return {
        ...forced,
        takeovers,
        findings: [...findings, ...forced.findings],
      };
    }
    return { findings: refusalFindings({ object, error }) };
  }
}

async function answerOrRefusal(
  object: KubernetesObject,
  ask: () => Promise<{ result: KubernetesObject; findings: Finding[] }>,
): Promise<{ result?: KubernetesObject; findings: Finding[] }> {
  try {
    return await ask();
  } catch (error) {
    return { findings: refusalFindings({ object, error }) };
  }
}
