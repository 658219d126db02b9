import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { FieldConflict, KubernetesObject } from '../kubernetes';
import { fieldPathPointer } from './fieldPath';
import { objectName } from './objectName';

/** One field that a write takes from another manager. */
export interface Takeover {
  /** Such as `Cluster team-a/checkout`. */
  object: string;
  /** JSON pointer; entries of lists by name. */
  path: string;
  manager: string;
}

/** What has to be taken over for a write to pass, from the conflicts that a dry run without force met. */
export function takeovers(options: {
  object: KubernetesObject;
  conflicts: readonly FieldConflict[];
}): { takeovers: Takeover[]; findings: Finding[] } {
  const found = toTakeovers(options);
  return {
    takeovers: found,
    findings: found.map(({ object, path, manager }) => ({
      severity: 'warn',
      code: 'takes-over',
      message: `Takes over ${path} of ${object} from "${manager}".`,
      path,
      remedy: `Let "${manager}" give the field up if it should keep it.`,
    })),
  };
}

/** Whether force may be used: every conflict was approved, by object, field and manager. */
export function permittedForce(options: {
  object: KubernetesObject;
  conflicts: readonly FieldConflict[];
  approvedTakeovers: readonly Takeover[];
}): boolean {
  const approved = new Set(options.approvedTakeovers.map(key));
  const needed = toTakeovers(options);
  return (
    needed.length > 0 &&
    options.conflicts.every(({ manager }) => manager !== undefined) &&
    needed.every(takeover => approved.has(key(takeover)))
  );
}

function toTakeovers(options: {
  object: KubernetesObject;
  conflicts: readonly FieldConflict[];
}): Takeover[] {
  const object = objectName(options.object);
  const found = options.conflicts.map(({ manager, field }) => ({
    object,
    path: fieldPathPointer(field),
    manager: manager ?? 'an unknown manager',
  }));
  return [
    ...new Map(found.map(takeover => [key(takeover), takeover])).values(),
  ].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key({ object, path, manager }: Takeover): string {
  return JSON.stringify([object, path, manager]);
}
