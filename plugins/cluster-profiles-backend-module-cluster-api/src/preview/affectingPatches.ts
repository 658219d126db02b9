import type { JsonObject } from '@backstage/types';
import { canonicalJson } from '@cluster-profiles/plugin-cluster-profiles-common';
import { isBuiltin } from '../classes/builtinPaths';
import { valueSources, type ClassPatch } from '../classes/inlinePatches';
import { memberAt } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { textReferences, variablePath } from '../classes/textReferences';

interface PatchReads {
  paths: string[][];
  whole: boolean;
}

/**
 * Why patches give the templates of a group another content, one reason each: they changed, or something that they read did. An
 * extension may read anything.
 */
export function affectingPatches(options: {
  before: readonly ClassPatch[];
  after: readonly ClassPatch[];
  changedVariables: readonly string[];
  /** Builtin variables before and after. */
  builtins: readonly [JsonObject, JsonObject];
  /** Nothing at all differs. */
  identical: boolean;
}): string[] {
  const { before, after, changedVariables, builtins, identical } = options;
  const external = [...before, ...after].find(patch => patch.external);
  if (external && !identical) {
    return [`extension of patch "${external.name}"`];
  }
  if (signature(before) !== signature(after)) {
    return [`patches ${changedNames(before, after)}`];
  }
  const changed = ([root, ...path]: string[]) =>
    root === 'builtin'
      ? builtinChanged(path, { builtins, identical })
      : changedVariables.includes(root);
  const anything = !identical || changed(['builtin']);
  return after.flatMap(patch => {
    const { paths, whole } = readsOf(patch);
    const path = paths.find(changed);
    return path || (whole && anything)
      ? [`patch "${patch.name}"${path ? ` reads "${path.join('.')}"` : ''}`]
      : [];
  });
}

/** Names of patches say nothing; what they do and their order does. */
function signature(patches: readonly ClassPatch[]): string {
  return canonicalJson(
    patches.map(({ enabledIf, definitions }) => ({ enabledIf, definitions })),
  );
}

function changedNames(
  before: readonly ClassPatch[],
  after: readonly ClassPatch[],
): string {
  const known = new Set(before.map(patch => signature([patch])));
  const kept = new Set(after.map(patch => signature([patch])));
  const changed = [
    ...after.filter(patch => !known.has(signature([patch]))),
    ...before.filter(patch => !kept.has(signature([patch]))),
  ].map(({ name }) => `"${name}"`);
  return [...new Set(changed)].join(', ') || 'in another order';
}

function readsOf({ enabledIf = '', definitions }: ClassPatch): PatchReads {
  const sources = valueSources(definitions);
  const texts = [
    enabledIf,
    ...sources.map(({ template = '' }) => template),
  ].map(textReferences);
  return {
    paths: [
      ...texts.flatMap(({ paths }) => paths),
      ...sources.flatMap(({ variable }) =>
        variable ? [variablePath(variable)] : [],
      ),
    ],
    whole: texts.some(({ whole }) => whole),
  };
}

/** Names that controllers generate are not known beforehand, and count as changed as soon as anything is. */
function builtinChanged(
  path: readonly string[],
  options: { builtins: readonly [JsonObject, JsonObject]; identical: boolean },
): boolean {
  const [before, after] = options.builtins.map(side => memberAt(side, path));
  if (before === undefined && after === undefined) {
    return !options.identical && (path.at(-1) === 'name' || !isBuiltin(path));
  }
  return canonicalJson([before]) !== canonicalJson([after]);
}
