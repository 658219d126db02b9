import type { JsonObject } from '@backstage/types';
import {
  isJsonObject,
  memberAt,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { ClassBundle } from './types';

/** One patch of a class, with what it reads apart from what it does. */
export interface ClassPatch {
  name: string;
  enabledIf?: string;
  external: boolean;
  definitions: PatchDefinition[];
}

export interface PatchDefinition {
  selector: JsonObject;
  jsonPatches: JsonObject[];
}

/** Where the value of a JSON patch comes from, unless it is written out. */
export interface ValueSource {
  variable?: string;
  template?: string;
}

/** The patches of a class, in the order in which they are applied. */
export function classPatches(
  bundle: Pick<ClassBundle, 'clusterClass'>,
): ClassPatch[] {
  return objectsAt(bundle.clusterClass, ['spec', 'patches']).map(patch => ({
    name: textAt(patch, ['name']),
    ...(typeof patch.enabledIf === 'string'
      ? { enabledIf: patch.enabledIf }
      : {}),
    external: isJsonObject(patch.external),
    definitions: objectsAt(patch, ['definitions']).map(definition => {
      const selector = memberAt(definition, ['selector']);
      return {
        selector: isJsonObject(selector) ? selector : {},
        jsonPatches: objectsAt(definition, ['jsonPatches']),
      };
    }),
  }));
}

/** The sources of all values of a patch. */
export function valueSources(
  definitions: readonly PatchDefinition[],
): ValueSource[] {
  return definitions.flatMap(({ jsonPatches }) =>
    jsonPatches.flatMap(({ valueFrom }) =>
      isJsonObject(valueFrom) ? [valueFrom as ValueSource] : [],
    ),
  );
}
