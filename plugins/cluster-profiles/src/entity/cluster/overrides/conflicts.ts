import type {
  Finding,
  OverrideConflict,
  OverridePath,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** A finding that says which values meet, and where. */
export type ConflictFinding = Finding & {
  layer: string;
  path: string;
  conflict: OverrideConflict;
};

export function isConflict(finding: Finding): finding is ConflictFinding {
  const { conflict, layer, path } = finding;
  return conflict !== undefined && layer !== undefined && path !== undefined;
}

export function isSamePlace(a: OverridePath, b: OverridePath): boolean {
  return a.layer === b.layer && a.path === b.path;
}
