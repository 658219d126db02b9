import {
  canonicalDigest,
  layerDigest,
  type DesiredLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type EngineCluster,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ignoreDifferences, RESPECT_IGNORED } from './ignoreDifferences';
import { labelValue } from './labelValue';
import { layerSource, type LayerSourceOptions } from './layerSource';
import {
  CLUSTER_LABEL,
  CLUSTER_UID_LABEL,
  DIGEST_ANNOTATION,
  DIGEST_LABEL,
  EXCEPTIONS_ANNOTATION,
  INSTANCE_LABEL,
  LAYER_LABEL,
  NEEDED_BEFORE_ANNOTATION,
  NEEDS_ANNOTATION,
  PROFILE_LABEL,
  REVISION_ANNOTATION,
  REVISION_LABEL,
  SPEC_DIGEST_ANNOTATION,
  TARGET_LABEL,
  VERSION_ANNOTATION,
  VERSION_LABEL,
} from './marks';
import { applicationName, projectName } from './names';
import type { Needs } from './needs';

export const ARGO_API_VERSION = 'argoproj.io/v1alpha1';
/** Without it the objects of a deleted Application stay. */
export const CASCADE_FINALIZER = 'resources-finalizer.argocd.argoproj.io';
/** Of a digest, which has one character more than a label can hold. */
const DIGEST_LABEL_LENGTH = 16;
/** Under this name Argo CD knows the cluster that it runs on. */
const OWN_CLUSTER = 'in-cluster';

/** What fails is tried again until it passes or is replaced: a registry comes back, an image is pushed. */
export const RETRY = {
  limit: -1,
  backoff: { duration: '10s', factor: 2, maxDuration: '5m' },
};
export const SYNC_OPTIONS = ['CreateNamespace=true', 'ServerSideApply=true'];

/** One layer on one cluster. Errors: `ProviderRefusedError` for a layer that cannot be delivered. */
export function composeApplication(
  options: LayerSourceOptions & {
    cluster: EngineCluster;
    layer: DesiredLayer;
    marks: Pick<WriteMarks, 'instanceId' | 'revision'>;
    /** Of the Application. */
    namespace: string;
    /** Of the layer; where it is written for good. */
    needs?: Needs;
    /** What it may still need because of what it brought before. */
    neededBefore?: Needs;
    /** Exceptions that ended before it are left out. */
    now: Date;
  },
): KubernetesObject {
  const { layer, marks, namespace } = options;
  const { needs, neededBefore } = options;
  const { cluster, target } = options.cluster;
  if (cluster.name === OWN_CLUSTER) {
    throw new ProviderRefusedError(
      `Cluster ${cluster.name} cannot be given layers: Argo CD calls the cluster that it runs on so`,
    );
  }
  const exceptions = (layer.driftExceptions ?? []).filter(
    ({ until }) => Date.parse(until) > options.now.getTime(),
  );
  const spec = {
    project: projectName(target.name),
    source: layerSource(layer, options),
    destination: { name: cluster.name, namespace: layer.name },
    // No selfHeal: what it undoes leaves no trace of who had done it.
    syncPolicy: {
      automated: { prune: true },
      retry: RETRY,
      syncOptions: [
        ...SYNC_OPTIONS,
        ...(exceptions.length > 0 ? [RESPECT_IGNORED] : []),
      ],
    },
    ...(exceptions.length > 0 && {
      ignoreDifferences: ignoreDifferences(exceptions),
    }),
  };
  const digest = layerDigest(layer);
  return {
    apiVersion: ARGO_API_VERSION,
    kind: 'Application',
    metadata: {
      name: applicationName({ cluster, layer: layer.name }),
      namespace,
      labels: {
        [INSTANCE_LABEL]: marks.instanceId,
        [CLUSTER_UID_LABEL]: cluster.uid,
        [CLUSTER_LABEL]: cluster.name,
        [TARGET_LABEL]: target.name,
        [LAYER_LABEL]: layer.name,
        [PROFILE_LABEL]: layer.profile,
        [VERSION_LABEL]: labelValue(layer.version),
        [DIGEST_LABEL]: digest.slice(0, DIGEST_LABEL_LENGTH),
        [REVISION_LABEL]: String(marks.revision),
      },
      annotations: {
        [VERSION_ANNOTATION]: layer.version,
        [DIGEST_ANNOTATION]: digest,
        [REVISION_ANNOTATION]: String(marks.revision),
        [SPEC_DIGEST_ANNOTATION]: canonicalDigest(spec),
        ...(needs && { [NEEDS_ANNOTATION]: JSON.stringify(needs) }),
        ...(neededBefore && {
          [NEEDED_BEFORE_ANNOTATION]: JSON.stringify(neededBefore),
        }),
        ...(exceptions.length > 0 && {
          [EXCEPTIONS_ANNOTATION]: JSON.stringify(
            exceptions.map(({ object, path }) => ({ object, path })),
          ),
        }),
      },
      finalizers: [CASCADE_FINALIZER],
    },
    spec,
  };
}
