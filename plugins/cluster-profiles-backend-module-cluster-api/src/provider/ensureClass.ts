import {
  canonicalJson,
  type DesiredState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ProfileFiles,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { classReadiness } from '../classes/classReadiness';
import { ensureStamped } from '../classes/ensureStamped';
import type { StampedClass } from '../classes/types';
import { readProviderConfig } from '../cluster/readProviderConfig';
import { readStampedClass } from '../cluster/readStampedClass';
import { clusterNamespace } from '../cluster/toClusterObject';
import type { ClusterApiEntry } from '../cluster/types';
import type { KubernetesObject, ManagementCluster } from '../kubernetes';
import type { ProviderMemory } from './ProviderMemory';
import { readSettledClass } from './readSettledClass';
import { refuseBlocked } from './refuseBlocked';

type Options = {
  management: Pick<ManagementCluster, 'reader' | 'writer'>;
  memory: Pick<ProviderMemory, 'bundles' | 'classes'>;
  desired: DesiredState;
  marks: Pick<WriteMarks, 'instanceId'>;
  files: ProfileFiles;
  signal?: AbortSignal;
};

/** What a Cluster is composed of. */
interface ReadyClass {
  entry: ClusterApiEntry;
  stamped: StampedClass;
  /** As it is on the management cluster. */
  liveClass: KubernetesObject | undefined;
}

/**
 * The class of a desired state, put on the management cluster where it is missing. What was seen there complete a moment ago
 * is not looked at again: its name tells its content.
 */
export async function ensureClass(
  subject: string,
  options: Options,
): Promise<ReadyClass> {
  const read = await readClass(subject, options);
  return { ...read, liveClass: await stampClass(read.stamped, options) };
}

/** The same files make the same class: they are read and parsed for the first of many clusters. */
async function readClass(
  subject: string,
  { memory, desired, files }: Options,
): Promise<{ entry: ClusterApiEntry; stamped: StampedClass }> {
  const { entry } = readProviderConfig(desired.providerConfig);
  const key = canonicalJson([
    clusterNamespace(desired),
    desired.profiles[0]?.digest ?? '',
    entry?.classes ?? '',
    entry?.class ?? '',
  ]);
  const known = memory.bundles.get(key);
  if (entry && known) {
    return { entry, stamped: known };
  }
  const read = await readStampedClass({ desired, files });
  refuseBlocked(subject, read.findings);
  memory.bundles.set(key, read.stamped!);
  return { entry: read.entry!, stamped: read.stamped! };
}

/** The class as it is on the management cluster, put there where it was missing; by one for all who ask at once. */
async function stampClass(
  stamped: StampedClass,
  options: Options,
): Promise<KubernetesObject | undefined> {
  const { classes } = options.memory;
  const { namespace, name } = stamped.reference;
  const key = `${namespace}/${name}`;
  // Who asked may have given up, or been refused: then this one asks for itself.
  const known = await classes.get(key)?.catch(() => undefined);
  if (known && isReady(stamped, known)) {
    return known;
  }
  const asked = askForClass(stamped, options);
  classes.set(key, asked);
  return asked;
}

async function askForClass(
  stamped: StampedClass,
  { management: { reader, writer }, marks, signal }: Options,
): Promise<KubernetesObject | undefined> {
  const { instanceId } = marks;
  await ensureStamped({ reader, writer, stamped, instanceId, signal });
  return readSettledClass({ reader, stamped, signal });
}

function isReady(stamped: StampedClass, live: KubernetesObject): boolean {
  return classReadiness({ stamped, live }).length === 0;
}
