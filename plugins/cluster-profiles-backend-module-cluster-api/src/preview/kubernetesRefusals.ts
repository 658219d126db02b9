import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { ObjectRefusedError, type KubernetesObject } from '../kubernetes';
import { fieldPathPointer } from './fieldPath';
import { objectName } from './objectName';

/** A dry run that was refused, as findings: one for each cause. Other errors are thrown again. */
export function refusalFindings(options: {
  object: KubernetesObject;
  error: unknown;
}): Finding[] {
  const { object, error } = options;
  if (!(error instanceof ProviderRefusedError)) {
    throw error;
  }
  return error instanceof ObjectRefusedError
    ? error.causes.map(({ field, message }) =>
        refused(object, `${field ? `${field}: ` : ''}${message}`, field),
      )
    : [refused(object, error.message)];
}

/** Warnings of the API server and its webhooks. */
export function warningFindings(options: {
  object: KubernetesObject;
  warnings: readonly string[];
}): Finding[] {
  const { object, warnings } = options;
  return [...new Set(warnings)].map(warning => ({
    severity: 'warn',
    code: 'kubernetes-warning',
    message: `The management cluster warns about ${objectName(object)}: ${warning}`,
  }));
}

function refused(
  object: KubernetesObject,
  reason: string,
  field?: string,
): Finding {
  return {
    severity: 'block',
    code: 'kubernetes-refused',
    message: `The management cluster refuses ${objectName(object)}: ${reason}`,
    ...(field ? { path: fieldPathPointer(`.${field}`) } : {}),
    remedy: 'Change what it names, in the profile, its class or the request.',
  };
}
