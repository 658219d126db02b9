import type { JsonObject } from '@backstage/types';
import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { fillDefaults } from './fillDefaults';
import { validateVariable } from './validateVariable';
import type {
  ClassVariables,
  ClusterVariable,
  VariableDefinition,
} from './types';

const PROFILE_PATH = '/providers/cluster-api/variables';
const TARGET_PATH = '/target/variables';

/**
 * Every variable of the class that has a value, defaults filled in at all depths, sorted by name. All of them are written, so
 * that none is left to nobody.
 */
export function resolveVariables(options: {
  variables: ClassVariables;
  /** From the profile; each must be known to the class. */
  profile: JsonObject;
  /** From the target; what the class does not know is for others. The profile's value wins. */
  target: JsonObject;
}): { variables: ClusterVariable[]; findings: Finding[] } {
  const { profile, target } = options;
  const { definitions, complete } = options.variables;
  const variables: ClusterVariable[] = [];
  const findings: Finding[] = [];
  const known = new Set(definitions.map(({ name }) => name));
  for (const name of Object.keys(profile).sort()) {
    const value = profile[name];
    if (!known.has(name) && value !== undefined) {
      findings.push(unknownVariable(name, complete));
      if (!complete) {
        variables.push({ name, value });
      }
    }
  }
  for (const definition of definitions) {
    const { name } = definition;
    const fromProfile = Object.hasOwn(profile, name);
    const given = fromProfile ? profile[name] : own(target, name);
    const path = jsonPointer(
      fromProfile || given === undefined ? PROFILE_PATH : TARGET_PATH,
      name,
    );
    const value = fillDefaults(given, definition.schema);
    findings.push(...checkDefinition(definition, value === undefined, path));
    if (value !== undefined) {
      findings.push(...validateVariable({ definition, value, path }));
      variables.push({ name, value });
    }
  }
  return {
    variables: variables.sort((a, b) => (a.name < b.name ? -1 : 1)),
    findings,
  };
}

function own(values: JsonObject, name: string) {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function unknownVariable(name: string, complete: boolean): Finding {
  return {
    severity: complete ? 'block' : 'warn',
    code: 'class-variable-unknown',
    message: complete
      ? `The class has no variable "${name}".`
      : `The class itself has no variable "${name}"; whether an extension brings it is not verified.`,
    path: jsonPointer(PROFILE_PATH, name),
    remedy: 'Correct the name, or add the variable to the class.',
  };
}

function checkDefinition(
  { name, required, conflicting }: VariableDefinition,
  missing: boolean,
  path: string,
): Finding[] {
  if (conflicting) {
    return [
      {
        severity: 'block',
        code: 'class-variable-conflict',
        message: `The class and its extensions define the variable "${name}" differently.`,
        path,
        remedy: 'Make the definitions equal.',
      },
    ];
  }
  return required && missing
    ? [
        {
          severity: 'block',
          code: 'class-variable-missing',
          message: `The class requires the variable "${name}", which has neither a value nor a default.`,
          path,
          remedy: 'Set it in the profile or on the target.',
        },
      ]
    : [];
}
