import { isDeepStrictEqual } from 'node:util';
import {
  memberAt,
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** The last operation of an Application, the running one included. */
export interface Operation {
  phase: 'Running' | 'Terminating' | 'Succeeded' | 'Failed' | 'Error';
  /** It is about the source that the spec has now; undefined while it has not told. */
  isCurrent: boolean | undefined;
  /** An attempt of it failed before. */
  failed: boolean;
  message: string;
  startedAt: string;
  finishedAt: string;
}

export function findOperation(
  application: KubernetesObject,
): Operation | undefined {
  const phase = textAt(application, ['status', 'operationState', 'phase']);
  if (!phase) {
    return undefined;
  }
  const at = (...path: string[]) =>
    memberAt(application, ['status', 'operationState', ...path]);
  const source = at('syncResult', 'source');
  return {
    phase: phase as Operation['phase'],
    isCurrent:
      source === undefined
        ? undefined
        : isDeepStrictEqual(source, application.spec?.source),
    failed: Number(at('retryCount') ?? 0) > 0,
    message: String(at('message') ?? ''),
    startedAt: String(at('startedAt') ?? ''),
    finishedAt: String(at('finishedAt') ?? ''),
  };
}

export function isUnderWay(operation: Operation | undefined): boolean {
  return operation?.phase === 'Running' || operation?.phase === 'Terminating';
}
