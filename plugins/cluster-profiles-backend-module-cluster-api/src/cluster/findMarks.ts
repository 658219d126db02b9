import {
  isJsonObject,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { KubernetesObject } from '../kubernetes';
import {
  CLUSTER_UID_LABEL,
  INSTANCE_ANNOTATION,
  LAYERS_ANNOTATION,
  REVISION_ANNOTATION,
  REVISION_DIGEST_ANNOTATION,
} from './marks';
import type { LiveMarks } from './types';

/** Reads what our writes left on a live object. What somebody broke by hand counts as absent. */
export function findMarks(live: KubernetesObject): LiveMarks {
  const { labels = {}, annotations = {} } = live.metadata;
  const clusterUid = labels[CLUSTER_UID_LABEL];
  const instanceId = annotations[INSTANCE_ANNOTATION];
  const revision = Number.parseInt(annotations[REVISION_ANNOTATION] ?? '', 10);
  const digest = annotations[REVISION_DIGEST_ANNOTATION];
  return {
    ...(clusterUid ? { clusterUid } : {}),
    ...(instanceId ? { instanceId } : {}),
    ...(Number.isSafeInteger(revision) ? { revision } : {}),
    ...(digest ? { digest } : {}),
    layers: readLayers(annotations[LAYERS_ANNOTATION]),
  };
}

function readLayers(text: string | undefined): LiveMarks['layers'] {
  const layers = parse(text);
  return isJsonObject(layers)
    ? Object.fromEntries(
        Object.entries(layers).map(([name, layer]) => [
          name,
          {
            version: textAt(layer, ['version']),
            digest: textAt(layer, ['digest']),
          },
        ]),
      )
    : {};
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return undefined;
  }
}
