import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { classPatches, valueSources } from './inlinePatches';
import { memberAt } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { textReferences, variablePath } from './textReferences';
import type { ClassBundle, ClusterVariable } from './types';

/**
 * Patches that read a variable which this cluster leaves without a value: they fail, or write `<no value>`. A patch that decides
 * by itself, with `enabledIf` or inside its template, is trusted.
 */
export function checkPatchValues(options: {
  bundle: Pick<ClassBundle, 'clusterClass'>;
  variables: readonly ClusterVariable[];
}): Finding[] {
  const values = Object.fromEntries(
    options.variables.map(({ name, value }) => [name, value]),
  );
  return classPatches(options.bundle)
    .filter(({ enabledIf }) => enabledIf === undefined)
    .flatMap(patch => {
      const paths = valueSources(patch.definitions).flatMap(
        ({ variable, template = '' }) => {
          const { paths: read, branches } = textReferences(template);
          return [
            ...(variable ? [variablePath(variable)] : []),
            ...(branches ? [] : read),
          ];
        },
      );
      const missing = paths
        .filter(
          path => path[0] !== 'builtin' && memberAt(values, path) === undefined,
        )
        .filter(path => !path.some(segment => /^\d+$/.test(segment)))
        .map(path => path.join('.'));
      return [...new Set(missing)].map(path => ({
        severity: 'block' as const,
        code: 'class-patch-without-value',
        message: `Patch "${patch.name}" reads "${path}", which has no value on this cluster.`,
        path: `/providers/cluster-api/variables/${path.split('.')[0]}`,
        remedy:
          'Set the variable, give it a default, or let the patch decide with enabledIf.',
      }));
    });
}
