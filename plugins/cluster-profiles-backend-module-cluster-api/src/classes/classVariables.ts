import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../kubernetes';
import {
  isJsonObject,
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ClassVariables, VariableDefinition } from './types';

/** The variables of a class: resolved by Cluster API where it is live, else as they stand in it. */
export function classVariables(clusterClass: KubernetesObject): ClassVariables {
  const { generation } = clusterClass.metadata;
  const resolved =
    generation !== undefined &&
    memberAt(clusterClass, ['status', 'observedGeneration']) === generation;
  if (resolved) {
    const found = objectsAt(clusterClass, ['status', 'variables']);
    return { definitions: found.map(fromStatus), complete: true };
  }
  return {
    definitions: objectsAt(clusterClass, ['spec', 'variables']).map(variable =>
      toDefinition(textAt(variable, ['name']), variable, false),
    ),
    complete: !objectsAt(clusterClass, ['spec', 'patches']).some(patch =>
      textAt(patch, ['external', 'discoverVariablesExtension']),
    ),
  };
}

function fromStatus(variable: JsonObject): VariableDefinition {
  const [definition = {}] = objectsAt(variable, ['definitions']);
  return toDefinition(
    textAt(variable, ['name']),
    definition,
    variable.definitionsConflict === true,
  );
}

function toDefinition(
  name: string,
  definition: JsonObject,
  conflicting: boolean,
): VariableDefinition {
  const schema = memberAt(definition, ['schema', 'openAPIV3Schema']);
  return {
    name,
    required: definition.required === true,
    schema: isJsonObject(schema) ? schema : {},
    conflicting,
  };
}
