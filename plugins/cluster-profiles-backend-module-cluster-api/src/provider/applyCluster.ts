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
import { isAdopted } from '../cluster/isOwn';
import { readStampedClass } from '../cluster/readStampedClass';
import {
  WriteConflictError,
  type KubernetesObject,
  type ManagementCluster,
} from '../kubernetes';
import { findUnpermitted } from '../preview/takeovers';
import { asItWasRead } from './asItWasRead';
import { clusterReference } from './clusterReference';
import { permittedTakeovers } from './permittedTakeovers';
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
    checkMarks({
      live,
      clusterUid: desired.cluster.uid,
      marks,
      adopting: isAdopted(live, desired),
    });
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

/** Takes no field from others but those that are permitted, as they are at the moment that was read. */
async function write(
  object: KubernetesObject,
  live: KubernetesObject | undefined,
  { management, desired, marks, signal }: Options,
): Promise<void> {
  const apply = (force: boolean) =>
    management.writer.apply(object, {
      expected: live ?? 'absent',
      force,
      signal,
    });
  try {
    await apply(false);
  } catch (error) {
    if (!(error instanceof WriteConflictError && error.conflicts.length > 0)) {
      throw error;
    }
    const held = findUnpermitted({
      object,
      conflicts: error.conflicts,
      permitted: live ? permittedTakeovers({ live, desired, marks }) : [],
    });
    if (held.length > 0) {
      throw new ProviderRefusedError(
        `Cluster ${object.metadata.name} has fields that others hold: ${held.join(', ')}; give them up there, propose the change again to have them taken over, or set the drift mode of the layer to correct`,
      );
    }
    // Passes only while the object is as it was read, so that there are no other conflicts than these.
    await apply(true);
  }
}
