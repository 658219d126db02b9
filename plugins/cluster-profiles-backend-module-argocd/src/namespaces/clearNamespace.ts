import {
  asItWasRead,
  type WorkloadCluster,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { listContents, type Contents } from './listContents';

/** After the deletion of a layer has begun: owners are waited for, and what takes longer hangs on something else. */
const PATIENCE_MS = 120_000;
const NAMED = 3;

/** What came of it: `later` while something in it is still on its way out. */
export type Cleared = 'gone' | 'later' | { stays: string };

/**
 * Deletes a namespace that came with a layer, unless anything is in it: what the layer brought is gone by now. One that is older
 * than the layer is none of ours, and counts as gone.
 */
export async function clearNamespace(options: {
  workload: Pick<WorkloadCluster, 'reader' | 'writer'>;
  namespace: string;
  /** When the layer came; ISO. */
  since: string;
  /** When it began to go; ISO. */
  leavingSince: string;
  now: Date;
  signal?: AbortSignal;
}): Promise<Cleared> {
  const { workload, namespace, since, leavingSince, now, signal } = options;
  const { reader, writer } = workload;
  const reference = { apiVersion: 'v1', kind: 'Namespace', name: namespace };
  return asItWasRead(
    async (): Promise<Cleared> => {
      const live = await reader.get(reference, { signal });
      if (!live || live.metadata.deletionTimestamp) {
        return 'gone';
      }
      const { uid, resourceVersion, creationTimestamp = '' } = live.metadata;
      if (!(Date.parse(creationTimestamp) >= Date.parse(since))) {
        return 'gone';
      }
      const contents = await listContents({ reader, namespace, signal });
      const { stays, goes, unknown } = contents;
      const waited = now.getTime() - Date.parse(leavingSince);
      if (goes.length > 0 && stays.length === 0 && waited < PATIENCE_MS) {
        return 'later';
      }
      if (stays.length + goes.length > 0 || unknown !== undefined) {
        return { stays: explain(namespace, contents) };
      }
      await writer.delete(reference, { uid, resourceVersion, signal });
      return 'gone';
    },
    { signal },
  );
}

function explain(
  namespace: string,
  { stays, goes, unknown }: Contents,
): string {
  const all = [...stays, ...goes];
  if (all.length === 0) {
    return `Namespace ${namespace} stays: what is in it is not known (${unknown})`;
  }
  const more = all.length - NAMED;
  const names = [
    ...all.slice(0, NAMED),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(', ');
  return `Namespace ${namespace} stays: it holds what did not go with the layer (${names})`;
}
