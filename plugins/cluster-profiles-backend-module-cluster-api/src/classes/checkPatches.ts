import type { JsonObject } from '@backstage/types';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { isBuiltin } from './builtinPaths';
import { classPatches, valueSources, type ClassPatch } from './inlinePatches';
import { classVariables } from './classVariables';
import {
  isJsonObject,
  memberAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { textReferences, variablePath } from './textReferences';
import type { ClassBundle } from './types';

/**
 * Patches that read what no cluster can have. Cluster API accepts them, and then replaces machines by some that are configured
 * with `<no value>`.
 */
export function checkPatches(
  bundle: Pick<ClassBundle, 'clusterClass'>,
): Finding[] {
  const { definitions, complete } = classVariables(bundle.clusterClass);
  const schemas = new Map(
    definitions.map(({ name, schema }) => [name, schema]),
  );
  return classPatches(bundle).flatMap(patch => {
    const unknown = patchPaths(patch).filter(
      ({ path }) => !isKnown(path, { schemas, complete }),
    );
    return [...new Map(unknown.map(read => [read.path.join('.'), read]))].map(
      ([path, { certain }]) => ({
        severity: certain ? ('block' as const) : ('warn' as const),
        code: 'class-patch-variable-unknown',
        message: `Patch "${patch.name}" reads "${path}", which is no variable of the class${certain ? '' : ', unless it is a member of what the patch iterates over'}.`,
        remedy: 'Correct the patch, or add the variable to the class.',
      }),
    );
  });
}

function patchPaths(
  patch: ClassPatch,
): Array<{ path: string[]; certain: boolean }> {
  const sources = valueSources(patch.definitions);
  const texts = [
    patch.enabledIf ?? '',
    ...sources.map(({ template = '' }) => template),
  ];
  return [
    ...sources.flatMap(({ variable }) =>
      variable ? [{ path: variablePath(variable), certain: true }] : [],
    ),
    ...texts.flatMap(text => {
      const { paths, branches } = textReferences(text);
      return paths.map(path => ({ path, certain: !branches }));
    }),
  ];
}

function isKnown(
  [root, ...rest]: string[],
  options: { schemas: ReadonlyMap<string, JsonObject>; complete: boolean },
): boolean {
  if (root === 'builtin') {
    return isBuiltin(rest);
  }
  const schema = options.schemas.get(root);
  return schema ? hasMember(schema, rest) : !options.complete;
}

function hasMember(schema: JsonObject, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (
    name === undefined ||
    schema.type !== 'object' ||
    schema.additionalProperties !== undefined ||
    schema['x-kubernetes-preserve-unknown-fields'] === true
  ) {
    return true;
  }
  const member = memberAt(schema, ['properties', name]);
  return isJsonObject(member) && hasMember(member, rest);
}
