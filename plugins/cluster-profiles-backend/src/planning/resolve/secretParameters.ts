import { isDeepStrictEqual } from 'node:util';
import {
  findLiteralSecrets,
  substitutionPaths,
  valueAt,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Refusal } from '../refuse';
import type { Intent } from './types';

/**
 * Secrets that parameters would put into values of layers, where all who see the cluster see them. What the profile says itself was
 * looked at when it was published, and what runs already has been approved. Pure.
 */
export function secretParameters(
  { profiles, overrides = [] }: Pick<Intent, 'profiles' | 'overrides'>,
  { desired, base }: { desired: DesiredState; base?: DesiredState },
): Refusal[] {
  const valuesIn = (state: DesiredState | undefined, name: string) =>
    state?.layers.find(layer => layer.name === name)?.values ?? {};
  return profiles
    .flatMap(({ version }) => version.document.spec.layers)
    .flatMap(({ name, values: written = {} }) => {
      const values = valuesIn(desired, name);
      const before = valuesIn(base, name);
      const own = substitutionPaths(written).filter(
        ({ path }) => path.split('.')[0] === 'parameters',
      );
      return findLiteralSecrets({ path: '', value: values }).flatMap(
        (secret): Refusal[] => {
          const set = own.find(({ pointer }) => isIn(pointer, secret));
          const isKnown =
            overrides.some(
              ({ layer, path }) => layer === name && isIn(path, secret),
            ) ||
            isDeepStrictEqual(valueAt(before, secret), valueAt(values, secret));
          return set && !isKnown
            ? [
                {
                  code: 'parameter-secret',
                  message: `Parameter "${set.path.replace('parameters.', '')}" puts what looks like a secret itself into ${secret} of layer "${name}"; whoever sees the cluster would see it.`,
                  path: `/${set.path.replaceAll('.', '/')}`,
                  layer: name,
                  remedy:
                    'Keep it in a Secret where the layer runs, and have the profile ask for the name of that.',
                },
              ]
            : [];
        },
      );
    });
}

function isIn(path: string, at: string): boolean {
  return at === path || at.startsWith(`${path}/`);
}
