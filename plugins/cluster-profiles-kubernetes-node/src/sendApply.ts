import type { ApiAnswer } from './http/types';
import { type Api, requestAt } from './requestAt';
import type { ApplyOptions, KubernetesObject, ObjectMetadata } from './types';
import { WriteConflictError } from './WriteConflictError';

/** Under this name the API server keeps which fields are ours. */
export const FIELD_MANAGER = 'cluster-profiles';

/** Server-side apply. Errors: as `WriteClient`. */
export async function sendApply(
  api: Api,
  object: KubernetesObject,
  options: ApplyOptions & { dryRun: boolean },
): Promise<ApiAnswer> {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = metadata;
  const answer = await requestAt(
    api,
    { apiVersion, kind, name, namespace },
    'patch',
    {
      method: 'PATCH',
      query: {
        fieldManager: FIELD_MANAGER,
        force: String(options.force ?? false),
        dryRun: options.dryRun ? 'All' : undefined,
      },
      // JSON is YAML
      contentType: 'application/apply-patch+yaml',
      body: { ...object, metadata: toMetadata(metadata, options.expected) },
      signal: options.signal,
    },
  );
  if (!answer) {
    // Only a precondition keeps an apply from creating what is not there
    throw new WriteConflictError(`${kind} ${name} is gone since it was read`);
  }
  return answer;
}

/** No object has it: etcd counts from there on. */
const VERSION_OF_NOTHING = '1';

/**
 * The API server compares a resourceVersion only with an object that is there, and creates what is not; a uid keeps it from
 * creating.
 */
function toMetadata(
  metadata: ObjectMetadata,
  expected: ApplyOptions['expected'],
): ObjectMetadata {
  const { managedFields, uid, resourceVersion, ...ours } = metadata;
  if (!expected) {
    return ours;
  }
  return expected === 'absent'
    ? { ...ours, resourceVersion: VERSION_OF_NOTHING }
    : {
        ...ours,
        uid: expected.metadata.uid,
        resourceVersion: expected.metadata.resourceVersion,
      };
}
