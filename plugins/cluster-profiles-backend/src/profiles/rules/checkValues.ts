import {
  substitutionPaths,
  type Finding,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonObject } from '@backstage/types';
import type { ErrorObject } from 'ajv';
import { compileSchema } from '../compileSchema';
import { sourceName } from '../repositories/LayerRepositories';
import { checkLayerValues } from './checkLayerValues';
import {
  layerPath,
  type CheckedProfile,
  type ProfileRule,
} from './ProfileRule';

/** Values are neither too deep nor too large, and fit the schema that the repository has for the component. */
export const checkValues: ProfileRule = profile =>
  profile.document.spec.layers.flatMap((layer, index): Finding[] => {
    if (!layer.values) {
      return [];
    }
    const path = layerPath(index, '/values');
    const tooMuch = checkLayerValues(
      { name: layer.name, values: layer.values },
      path,
    );
    return tooMuch.length > 0 ? tooMuch : misfits(profile, layer, path);
  });

function misfits(
  { repositories }: CheckedProfile,
  layer: ProfileLayer,
  path: string,
): Finding[] {
  const schema = repositories.find({
    repository: layer.source?.repository ?? '',
    name: sourceName(layer),
    version: layer.version,
  })?.layer.valuesSchema;
  if (!schema || !layer.values) {
    return [];
  }
  const { validate } = compileSchema(schema);
  if (validate(layer.values)) {
    return [];
  }
  return unfit(validate.errors, layer.values).map(error => ({
    severity: 'block',
    code: 'values-do-not-fit',
    path: `${path}${error.instancePath}`,
    layer: layer.name,
    message: `The values of layer '${layer.name}' do not fit '${sourceName(layer)}': ${error.instancePath || 'they'} ${error.message}`,
    remedy: 'Correct the value',
  }));
}

/** Errors but those of what is substituted: what stands there then is known at deployment only. */
export function unfit(
  errors: ErrorObject[] | null | undefined,
  values: JsonObject,
): ErrorObject[] {
  const open = substitutionPaths(values).map(({ pointer }) => pointer);
  return (errors ?? []).filter(
    error => !open.some(pointer => concerns(error, pointer)),
  );
}

/** An error of the text itself, or of a combination that it is part of. */
function concerns(
  { instancePath, keyword }: ErrorObject,
  pointer: string,
): boolean {
  return (
    instancePath === pointer ||
    (['anyOf', 'oneOf', 'allOf', 'if', 'not', 'contains'].includes(keyword) &&
      pointer.startsWith(`${instancePath}/`))
  );
}
