import {
  asItWasRead,
  type KubernetesObject,
  type ManagementCluster,
  type ObjectReference,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import type { WriteMarks } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkOwn } from '../application/checkOwn';

type Options = {
  management: Pick<ManagementCluster, 'writer'>;
  marks: WriteMarks;
  signal?: AbortSignal;
};

/** Writes a Secret of ours. One of somebody else under its name is never touched. Errors: `HeldError`. */
export async function writeOwnSecret(
  secret: KubernetesObject,
  { management: { writer }, marks, signal }: Options,
): Promise<void> {
  const { name, namespace } = secret.metadata;
  await asItWasRead(
    async () => {
      const live = await writer.peek(secretReference(name, namespace), {
        signal,
      });
      if (live) {
        checkOwn(live, marks);
      }
      await writer.apply(secret, {
        expected: live ?? 'absent',
        force: true,
        signal,
      });
    },
    { signal },
  );
}

/** Removes a Secret of ours; one that is not there is success. Errors: `HeldError`. */
export async function removeOwnSecret(
  reference: ObjectReference,
  { management: { writer }, marks, signal }: Options,
): Promise<void> {
  await asItWasRead(
    async () => {
      const live = await writer.peek(reference, { signal });
      if (live) {
        checkOwn(live, marks);
        const { uid, resourceVersion } = live.metadata;
        await writer.delete(reference, { uid, resourceVersion, signal });
      }
    },
    { signal },
  );
}

export function secretReference(
  name: string,
  namespace: string | undefined,
): ObjectReference {
  return { apiVersion: 'v1', kind: 'Secret', name, namespace };
}
