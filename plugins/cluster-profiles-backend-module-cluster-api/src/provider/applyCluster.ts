import { ConflictError } from '@backstage/errors';
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  type ProfileFiles,
  type WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkMarks } from '../cluster/checkMarks';
import { composeCluster } from '../cluster/composeCluster';
import { isAdopted } from '../cluster/isOwn';
import {
  WriteConflictError,
  type KubernetesObject,
  type ManagementCluster,
} from '../kubernetes';
import { findUnpermitted } from '../preview/takeovers';
import { asItWasRead } from '../kubernetes';
import { clusterReference } from './clusterReference';
import { ensureClass } from './ensureClass';
import { leaveExcepted } from './leaveExcepted';
import { permittedTakeovers } from './permittedTakeovers';
import type { ProviderMemory } from './ProviderMemory';
import { readNextWrite } from './readNextWrite';
import { refuseBlocked } from './refuseBlocked';

type Options = {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  memory: Pick<ProviderMemory, 'reads' | 'bundles' | 'classes'>;
  desired: DesiredState;
  marks: WriteMarks;
  files: ProfileFiles;
  corrects?: readonly string[];
  now: Date;
  signal?: AbortSignal;
};

/** Class and templates where they are missing, then the Cluster, as long as it is what was read. */
export async function applyCluster(options: Options): Promise<void> {
  const { memory, desired, signal } = options;
  let read = memory.reads.get(desired);
  memory.reads.delete(desired);
  let wasThere = false;
  const own = async () => {
    const live = read ? read.live : await readLive(options);
    read = undefined;
    checkOwn(live, options);
    // Whoever has deleted it may have had a newer revision, whose mark went with it.
    if (wasThere && !live) {
      throw new ConflictError(
        `Cluster ${desired.cluster.name} was deleted while it was to be written`,
      );
    }
    wasThere = live !== undefined;
    return live;
  };
  try {
    const live = await own();
    const object = await compose(options, live);
    read = { live };
    await asItWasRead(async () => write(object, await own(), options), {
      signal,
    });
  } catch (error) {
    // Whatever was taken for granted may be the reason.
    memory.classes.clear();
    throw error;
  }
}

async function readLive({
  management,
  desired,
  signal,
}: Options): Promise<KubernetesObject | undefined> {
  return management.reader.get(clusterReference(desired), { signal });
}

/** Throws where the Cluster may not be written; undefined where there is none yet. */
function checkOwn(
  live: KubernetesObject | undefined,
  { desired, marks }: Options,
): void {
  if (!live) {
    return;
  }
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

async function compose(
  options: Options,
  live: KubernetesObject | undefined,
): Promise<KubernetesObject> {
  const { management, desired, marks, signal } = options;
  const subject = `Cluster ${desired.cluster.name}`;
  const ensured = await ensureClass(subject, options);
  const { object, findings } = composeCluster({
    ...ensured,
    desired,
    marks,
    next: await readNextWrite({
      reader: management.reader,
      live,
      desired,
      entry: ensured.entry,
      bundle: ensured.stamped,
      signal,
    }),
  });
  refuseBlocked(subject, findings);
  return object!;
}

/** Takes no field from others but those that are permitted, as they are at the moment that was read. */
async function write(
  composed: KubernetesObject,
  live: KubernetesObject | undefined,
  { management, desired, marks, corrects, now, signal }: Options,
): Promise<void> {
  const object = leaveExcepted(composed, { live, desired, marks, now });
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
      permitted: live
        ? permittedTakeovers({ live, desired, marks, corrects })
        : [],
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
