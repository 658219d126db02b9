import type { JsonObject, JsonValue } from '@backstage/types';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { KubernetesObject } from './types';

/** An object as it came; lists leave out what kind their items are. Errors: `ProviderUnreachableError` for anything else. */
export function toObject(
  value: JsonValue | undefined,
  known: { apiVersion: string; kind: string },
): KubernetesObject {
  const object = value as JsonObject | null | undefined;
  const name = (object?.metadata as JsonObject | undefined)?.name;
  if (typeof name !== 'string') {
    throw new ProviderUnreachableError(
      `The API server answers for ${known.kind} with something that is no object`,
    );
  }
  return {
    ...object,
    apiVersion: known.apiVersion,
    kind: known.kind,
  } as KubernetesObject;
}
