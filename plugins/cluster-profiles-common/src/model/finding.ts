import type { JsonValue } from '@backstage/types';

/** `block` ends a change before approval; `warn` is shown to the reviewer; `ok` records a check that passed. @public */
export type FindingSeverity = 'ok' | 'warn' | 'block';

/** What a check found. @public */
export interface Finding {
  severity: FindingSeverity;
  /** Kebab-case, stable: tests and documentation refer to it. */
  code: string;
  /** One sentence that names the thing. */
  message: string;
  /**
   * The same without values of layers, parameters and overrides; present where the message quotes any, for those who may not read
   * values. Whoever quotes one has to give it.
   */
  messageWithoutValues?: string;
  /** JSON pointer of the field, from the root of the document or of the request. */
  path?: string;
  /** What to do about it, one sentence. */
  remedy?: string;
  /** Name of the layer, where it is about one. */
  layer?: string;
  /** Of an `override-conflict`: the three values that meet there. Absent members are no value at all. */
  conflict?: OverrideConflict;
}

/** A value that the profile and an override both want to set. @public */
export interface OverrideConflict {
  /** What the profile said when the override was made or carried along last. */
  base?: JsonValue;
  /** The override. */
  ours: JsonValue;
  /** What the profile says now. */
  theirs?: JsonValue;
}

/** Whether nothing but conflicts of overrides is in the way; the request may answer them. @public */
export function isBlockedByConflicts(findings: readonly Finding[]): boolean {
  const blockers = findings.filter(({ severity }) => severity === 'block');
  return (
    blockers.length > 0 &&
    blockers.every(({ code }) => code === 'override-conflict')
  );
}

/** @public */
export function hasBlocker(findings: readonly Finding[]): boolean {
  return findings.some(finding => finding.severity === 'block');
}
