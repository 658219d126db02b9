import type { JsonObject, JsonValue } from '@backstage/types';
import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const PATH = '/providers/cluster-api/variablesByKubernetes';

/** The values of class variables for one Kubernetes version: that of the version itself, else that of its minor. */
export function versionedVariables(options: {
  byKubernetes: Record<string, JsonObject>;
  version: string;
}): { values: JsonObject; findings: Finding[] } {
  const { byKubernetes, version } = options;
  const minor = version.split('.').slice(0, 2).join('.');
  const values: JsonObject = {};
  const findings: Finding[] = [];
  for (const [name, byVersion] of Object.entries(byKubernetes)) {
    const value = valueOf(byVersion, version) ?? valueOf(byVersion, minor);
    if (value === undefined) {
      findings.push({
        severity: 'block',
        code: 'class-variable-missing',
        message: `The variable "${name}" has no value for Kubernetes ${version}.`,
        path: jsonPointer(PATH, name),
        remedy: `Give one for "${version}" or for "${minor}".`,
      });
    } else {
      values[name] = value;
    }
  }
  return { values, findings };
}

function valueOf(values: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
