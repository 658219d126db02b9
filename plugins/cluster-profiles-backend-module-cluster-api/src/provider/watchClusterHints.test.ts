import type {
  KubernetesObject,
  WatchClient,
  WatchOptions,
} from '../kubernetes';
import { watchClusterHints } from './watchClusterHints';

const UID = { 'clusterprofiles.io/cluster-uid': 'uid-1' };
const PART = { 'cluster.x-k8s.io/cluster-name': 'checkout' };

describe('watchClusterHints', () => {
  const watches = new Map<string, WatchOptions<any>>();
  const hints: string[] = [];
  const watcher: WatchClient = {
    watch: options => {
      watches.set(options.kind, options);
      return {} as any;
    },
  };

  const happens = (
    kind: string,
    name: string,
    labels: Record<string, string>,
    change: 'added' | 'modified' | 'deleted' = 'modified',
  ) => {
    const { project, onChange } = watches.get(kind)!;
    onChange(
      project({ kind, metadata: { name, labels } } as KubernetesObject),
      change,
    );
    return hints.splice(0);
  };

  beforeEach(() => {
    watches.clear();
    hints.length = 0;
    watchClusterHints({
      watcher,
      namespace: 'team-a',
      onHint: uid => hints.push(uid),
      signal: new AbortController().signal,
    });
  });

  it('watches each kind once, in one namespace', () => {
    expect(
      [...watches.values()].map(({ kind, namespace, labelSelector }) => [
        kind,
        namespace,
        labelSelector,
      ]),
    ).toEqual([
      ['Cluster', 'team-a', 'clusterprofiles.io/cluster-uid'],
      ['Machine', 'team-a', 'cluster.x-k8s.io/cluster-name'],
      ['MachineDeployment', 'team-a', 'cluster.x-k8s.io/cluster-name'],
    ]);
  });

  it('wakes the cluster, also for its machines, until it is gone', () => {
    expect(happens('Machine', 'm', PART)).toEqual([]);
    expect(happens('Cluster', 'checkout', UID, 'added')).toEqual(['uid-1']);
    expect(happens('Machine', 'm', PART)).toEqual(['uid-1']);
    expect(happens('MachineDeployment', 'md', PART)).toEqual(['uid-1']);
    expect(happens('Machine', 'm', {})).toEqual([]);
    expect(happens('Cluster', 'checkout', UID, 'deleted')).toEqual(['uid-1']);
    expect(happens('Machine', 'm', PART)).toEqual([]);
  });
});
