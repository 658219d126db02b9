import {
  canonicalDigest,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const SEVERITIES: ReadonlyArray<Finding['severity']> = ['block', 'warn', 'ok'];

/** Worst first, then by code, path and message; each once. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const unique = new Map(
    findings.map(finding => [canonicalDigest(finding), finding]),
  );
  return [...unique.values()].sort((a, b) => {
    const bySeverity =
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
    return bySeverity || compare(keyOf(a), keyOf(b));
  });
}

function keyOf({ code, path, layer, message }: Finding): string {
  return [code, path, layer, message].join('\n');
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
