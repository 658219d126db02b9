import { ConflictError } from '@backstage/errors';
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  type ProfileFiles,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { ensureStamped } from '../classes/ensureStamped';
import { checkMarks } from '../cluster/checkMarks';
import { composeCluster } from '../cluster/composeCluster';
import { readStampedClass } from '../cluster/readStampedClass';
import {
  WriteConflictError,
  type KubernetesObject,
  type ManagementCluster,
} from '../kubernetes';
import { asItWasRead } from './asItWasRead';
import { clusterReference } from './clusterReference';
import { readSettledClass } from './readSettledClass';
import { refuseBlocked } from './refuseBlocked';

type Options = {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  desired: DesiredState;
  marks: WriteMarks;
  files: ProfileFiles;
  signal?: AbortSignal;
};

/** Class and templates where they are missing, then the Cluster, as long as it is what was read. */
export async function applyCluster(options: Options): Promise<void> {
  await readOwn(options);
  const object = await compose(options);
  await asItWasRead(
    async () => write(object, await readOwn(options), options),
    { signal: options.signal },
  );
}

/** The Cluster that may be written; undefined where there is none yet. */
async function readOwn({
  management,
  desired,
  marks,
  signal,
}: Options): Promise<KubernetesObject | undefined> {
  const live = await management.reader.get(clusterReference(desired), {
    signal,
  });
  if (live) {
    checkMarks({ live, clusterUid: desired.cluster.uid, marks });
    if (live.metadata.deletionTimestamp) {
      throw new ConflictError(
        `Cluster ${live.metadata.name} is being deleted, it can be written again once it is gone`,
      );
    }
  }
  return live;
}

async function compose(options: Options): Promise<KubernetesObject> {
  const { management, desired, marks, files, signal } = options;
  const { reader, writer } = management;
  const subject = `Cluster ${desired.cluster.name}`;
  const read = await readStampedClass({ desired, files });
  refuseBlocked(subject, read.findings);
  const { entry, stamped } = read;
  await ensureStamped({ reader, writer, stamped: stamped!, signal });
  const { object, findings } = composeCluster({
    desired,
    entry: entry!,
    stamped: stamped!,
    liveClass: await readSettledClass({ reader, stamped: stamped!, signal }),
    marks,
  });
  refuseBlocked(subject, findings);
  return object!;
}

async function write(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
  { management, desired, signal }: Options,
): Promise<void> {
  try {
    await management.writer.apply(object, {
      expected: live ?? 'absent',
      force: correctsDrift(desired),
      signal,
    });
  } catch (error) {
    if (error instanceof WriteConflictError && error.conflicts.length > 0) {
      const held = error.conflicts.map(
        ({ field, manager = 'another manager' }) => `${field} by ${manager}`,
      );
      throw new ProviderRefusedError(
        `Cluster ${object.metadata.name} has fields that others hold: ${held.join(', ')}; give them up there, or set the drift mode of the layer to correct`,
      );
    }
    throw error;
  }
}

/** Who asked for correction has allowed to take back what others took. */
function correctsDrift({ layers }: DesiredState): boolean {
  return layers.some(
    ({ kind, driftMode }) => kind === 'kubernetes' && driftMode === 'correct',
  );
}
