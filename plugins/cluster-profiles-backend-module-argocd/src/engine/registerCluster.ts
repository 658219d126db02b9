import type { ManagementCluster } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type {
  Clock,
  DeliveryAccess,
  EngineCluster,
  Registration,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { composeClusterSecret } from '../application/composeClusterSecret';
import { REGISTERED_ANNOTATION, RENEW_ANNOTATION } from '../application/marks';
import { clusterSecretName } from '../application/names';
import { secretReference, writeOwnSecret } from './ownSecrets';

type Options = {
  management: Pick<ManagementCluster, 'writer'>;
  namespace: string;
  cluster: EngineCluster;
  signal?: AbortSignal;
};

/** Writes the Secret by which Argo CD knows the cluster. */
export async function registerCluster(
  options: Options & {
    access: DeliveryAccess;
    marks: WriteMarks;
    clock: Clock;
  },
): Promise<void> {
  const { access, clock } = options;
  await writeOwnSecret(
    composeClusterSecret({
      ...options,
      registration: scheduleRenewal(access, clock),
    }),
    options,
  );
}

/** Undefined where there is no such Secret, or somebody took from it what tells when it ends. */
export async function readRegistration(
  options: Options,
): Promise<Registration | undefined> {
  const { cluster, namespace, management, signal } = options;
  const live = await management.writer.peek(
    secretReference(clusterSecretName(cluster.cluster), namespace),
    { signal },
  );
  const {
    [REGISTERED_ANNOTATION]: registeredAt = '',
    [RENEW_ANNOTATION]: renewAt = '',
  } = live?.metadata.annotations ?? {};
  const isReadable = [registeredAt, renewAt].every(
    time => !Number.isNaN(Date.parse(time)),
  );
  return isReadable ? { registeredAt, renewAt } : undefined;
}

/** Between half and three quarters of its time, so that what was registered together is not renewed together. */
function scheduleRenewal(
  { expiresAt }: DeliveryAccess,
  clock: Clock,
): Registration {
  const now = clock.now().getTime();
  const lasts = Date.parse(expiresAt) - now;
  return {
    registeredAt: new Date(now).toISOString(),
    renewAt: new Date(
      now + lasts * (0.5 + 0.25 * clock.random()),
    ).toISOString(),
  };
}
