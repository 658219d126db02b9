import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ObjectRefusedError,
  type KubernetesObject,
  type ManagementCluster,
  type RequestOptions,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  type PlannedDelivery,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { whyForeign } from '../application/checkOwn';
import { ARGO_API_VERSION } from '../application/composeApplication';
import {
  applicationName,
  clusterSecretName,
  projectName,
} from '../application/names';
import { secretReference } from '../engine/ownSecrets';

type Management = Pick<ManagementCluster, 'reader' | 'writer'>;

/** What others have under the names of a plan. It would be held against that when it is written; approvers are told before. */
export async function findTaken(options: {
  management: Management;
  namespace: string;
  planned: PlannedDelivery;
  signal?: AbortSignal;
}): Promise<Finding[]> {
  const { management, namespace, planned, signal } = options;
  const { cluster, target } = planned.cluster;
  const named = (kind: string, name: string) =>
    management.reader.get(
      { apiVersion: ARGO_API_VERSION, kind, name, namespace },
      { signal },
    );
  const found = await Promise.all([
    named('AppProject', projectName(target.name)).then(live =>
      toFindings(live, { planned }),
    ),
    findSecret(management, {
      reference: secretReference(clusterSecretName(cluster), namespace),
      planned,
      signal,
    }),
    ...planned.layers.map(async layer =>
      toFindings(
        await named('Application', applicationName({ cluster, layer })),
        { planned, layer },
      ),
    ),
  ]);
  return found.flat();
}

/** Of the Secret by which the cluster is registered. */
async function findSecret(
  { writer }: Management,
  options: RequestOptions & {
    reference: ReturnType<typeof secretReference>;
    planned: PlannedDelivery;
  },
): Promise<Finding[]> {
  const { reference, planned, signal } = options;
  try {
    return toFindings(await writer.peek(reference, { signal }), { planned });
  } catch (error) {
    if (error instanceof ObjectRefusedError) {
      // A policy keeps the portal from what is not its own.
      return [toFinding(error.message)];
    }
    if (error instanceof ProviderRefusedError) {
      // Who may write no Secrets registers clusters by hand.
      return [];
    }
    throw error;
  }
}

function toFindings(
  live: KubernetesObject | undefined,
  { planned, layer }: { planned: PlannedDelivery; layer?: string },
): Finding[] {
  const foreign = live && whyForeign(live, planned);
  return foreign ? [toFinding(foreign, layer)] : [];
}

function toFinding(why: string, layer?: string): Finding {
  return {
    severity: 'block',
    code: 'argocd-name-taken',
    message: `${why}.`,
    remedy:
      'The portal touches nothing of others: ask whoever made it, and request the change again once it is gone.',
    ...(layer !== undefined && { layer }),
  };
}
