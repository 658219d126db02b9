import type {
  Finding,
  Takeover,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { FieldConflict, KubernetesObject } from '../kubernetes';
import { fieldPathPointer } from './fieldPath';
import { objectName } from './objectName';

/**
 * What has to be taken over for a write to pass, from the conflicts that a dry run without force met. Nothing is taken from a manager
 * that the API server does not name, since nobody could approve it.
 */
export function findTakeovers(options: {
  object: KubernetesObject;
  conflicts: readonly FieldConflict[];
}): { takeovers: Takeover[]; findings: Finding[] } {
  const object = objectName(options.object);
  const takeovers = new Map<string, Takeover>();
  const findings: Finding[] = [];
  for (const { manager, field } of options.conflicts) {
    const path = fieldPathPointer(field);
    if (manager === undefined) {
      findings.push({
        severity: 'block',
        code: 'field-held',
        message: `${path} of ${object} is held by a manager that the API server does not name.`,
        path,
        remedy: 'Have it given up there.',
      });
    } else {
      const takeover = { object, path, manager };
      takeovers.set(keyOf(takeover), takeover);
    }
  }
  return {
    takeovers: [...takeovers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, takeover]) => takeover),
    findings,
  };
}

/** What a write that met these conflicts must not take: all that was not permitted by object, field and manager. */
export function findUnpermitted(options: {
  object: KubernetesObject;
  conflicts: readonly FieldConflict[];
  permitted: readonly Takeover[];
}): string[] {
  const permitted = new Set(options.permitted.map(keyOf));
  const { takeovers, findings } = findTakeovers(options);
  return [
    ...takeovers
      .filter(takeover => !permitted.has(keyOf(takeover)))
      .map(({ path, manager }) => `${path} by ${manager}`),
    ...findings.map(({ path }) => `${path} by another manager`),
  ];
}

function keyOf({ object, path, manager }: Takeover): string {
  return JSON.stringify([object, path, manager]);
}
