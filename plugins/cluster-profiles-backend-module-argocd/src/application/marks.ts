import {
  isJsonObject,
  textAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Whose an object is. As a label, so that admission policies can tell. */
export const INSTANCE_LABEL = 'clusterprofiles.io/instance';
export const CLUSTER_UID_LABEL = 'clusterprofiles.io/cluster-uid';
export const CLUSTER_LABEL = 'clusterprofiles.io/cluster';
export const LAYER_LABEL = 'clusterprofiles.io/layer';
export const PROFILE_LABEL = 'clusterprofiles.io/profile';
export const TARGET_LABEL = 'clusterprofiles.io/target';
/** To select by: what is whole in the annotation of the same name, as far as a label can hold it. */
export const VERSION_LABEL = 'clusterprofiles.io/version';
export const DIGEST_LABEL = 'clusterprofiles.io/digest';
export const REVISION_LABEL = 'clusterprofiles.io/revision';
export const VERSION_ANNOTATION = 'clusterprofiles.io/version';
export const DIGEST_ANNOTATION = 'clusterprofiles.io/digest';
export const REVISION_ANNOTATION = 'clusterprofiles.io/revision';
/** Of the spec as we wrote it, so that an edit of the Application itself is seen. */
export const SPEC_DIGEST_ANNOTATION = 'clusterprofiles.io/spec-digest';
/** What the AppProject must let in for it, and what it had to before, until that is proven to be gone. */
export const NEEDS_ANNOTATION = 'clusterprofiles.io/needs';
export const NEEDED_BEFORE_ANNOTATION = 'clusterprofiles.io/needed-before';
/** Of a Secret by which Argo CD knows a cluster: since when, and when it is to be written anew. */
export const REGISTERED_ANNOTATION = 'clusterprofiles.io/registered-at';
export const RENEW_ANNOTATION = 'clusterprofiles.io/renew-at';

/** Fields that Argo CD is told to leave alone, as JSON: what it ignores it does not tell of. */
export const EXCEPTIONS_ANNOTATION = 'clusterprofiles.io/drift-exceptions';

/** What our writes left on an Application. What somebody broke by hand counts as absent. */
export interface LiveMarks {
  instanceId?: string;
  clusterUid?: string;
  cluster?: string;
  layer?: string;
  version?: string;
  digest?: string;
  revision?: number;
  specDigest?: string;
  driftExceptions: Array<{ object: string; path: string }>;
}

export function readMarks({ metadata }: KubernetesObject): LiveMarks {
  const { labels = {}, annotations = {} } = metadata;
  const revision = Number.parseInt(annotations[REVISION_ANNOTATION] ?? '', 10);
  return {
    instanceId: labels[INSTANCE_LABEL],
    clusterUid: labels[CLUSTER_UID_LABEL],
    cluster: labels[CLUSTER_LABEL],
    layer: labels[LAYER_LABEL],
    version: annotations[VERSION_ANNOTATION],
    digest: annotations[DIGEST_ANNOTATION],
    specDigest: annotations[SPEC_DIGEST_ANNOTATION],
    revision: Number.isSafeInteger(revision) ? revision : undefined,
    driftExceptions: readExceptions(annotations[EXCEPTIONS_ANNOTATION]),
  };
}

function readExceptions(
  text: string | undefined,
): Array<{ object: string; path: string }> {
  if (text === undefined) {
    return [];
  }
  try {
    const entries = JSON.parse(text);
    return Array.isArray(entries)
      ? entries
          .filter(isJsonObject)
          .map(entry => ({
            object: textAt(entry, ['object']),
            path: textAt(entry, ['path']),
          }))
          .filter(({ object, path }) => object && path)
      : [];
  } catch {
    return [];
  }
}
