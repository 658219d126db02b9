import {
  jsonPointer,
  substitutionPaths,
  type Finding,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonValue } from '@backstage/types';
import type { ErrorObject } from 'ajv';
import { compileSchema } from '../compileSchema';
import { sourceName } from '../repositories/LayerRepositories';
import {
  layerPath,
  type CheckedProfile,
  type ProfileRule,
} from './ProfileRule';

const MAX_DEPTH = 20;
const MAX_BYTES = 64 * 1024;

/** Values are neither too deep nor too large, and fit the schema that the repository has for the component. */
export const checkValues: ProfileRule = profile =>
  profile.document.spec.layers.flatMap((layer, index): Finding[] => {
    if (!layer.values) {
      return [];
    }
    const path = layerPath(index, '/values');
    const deep = tooDeep(layer.values, path);
    if (deep !== undefined) {
      return [
        {
          severity: 'block',
          code: 'values-too-deep',
          path: deep,
          layer: layer.name,
          message: `The values of layer '${layer.name}' are nested more than ${MAX_DEPTH} levels deep`,
          remedy: 'Flatten them',
        },
      ];
    }
    const bytes = Buffer.byteLength(JSON.stringify(layer.values));
    if (bytes > MAX_BYTES) {
      return [
        {
          severity: 'block',
          code: 'values-too-large',
          path,
          layer: layer.name,
          message: `The values of layer '${layer.name}' have ${bytes} bytes, at most ${MAX_BYTES} are allowed`,
          remedy: 'Leave defaults out',
        },
      ];
    }
    return misfits(profile, layer, path);
  });

function tooDeep(
  value: JsonValue | undefined,
  path: string,
  depth = 0,
): string | undefined {
  if (value === null || typeof value !== 'object') {
    return undefined;
  }
  if (depth >= MAX_DEPTH) {
    return path;
  }
  for (const [key, member] of Object.entries(value)) {
    const found = tooDeep(member, jsonPointer(path, key), depth + 1);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

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
  // what stands there after substitution is known at deployment only
  const open = substitutionPaths(layer.values).map(({ pointer }) => pointer);
  return (validate.errors ?? [])
    .filter(error => !open.some(pointer => concerns(error, pointer)))
    .map(error => ({
      severity: 'block',
      code: 'values-do-not-fit',
      path: `${path}${error.instancePath}`,
      layer: layer.name,
      message: `The values of layer '${layer.name}' do not fit '${sourceName(layer)}': ${error.instancePath || 'they'} ${error.message}`,
      remedy: 'Correct the value',
    }));
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
