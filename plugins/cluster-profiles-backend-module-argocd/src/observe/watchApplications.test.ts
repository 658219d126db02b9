import type {
  KubernetesObject,
  ObjectChange,
  WatchClient,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { watchApplications } from './watchApplications';

function anApplication(status: object): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'a',
      labels: { 'clusterprofiles.io/cluster-uid': 'u1' },
    },
    status: status as KubernetesObject['status'],
  };
}

describe('watchApplications', () => {
  function start() {
    const hints: string[] = [];
    let see = (_application: KubernetesObject, _change: ObjectChange) => {};
    const watcher: WatchClient = {
      watch: ({ project, onChange }) => {
        see = (application, change) => onChange(project(application), change);
        return {
          synced: true,
          lastSeenAt: undefined,
          lastError: undefined,
          items: () => [],
          done: Promise.resolve(),
        };
      },
    };
    watchApplications({
      watcher,
      namespace: 'argocd',
      onHint: uid => hints.push(uid),
      signal: new AbortController().signal,
    });
    return {
      hints,
      see: (status: object, change: ObjectChange = 'modified') =>
        see(anApplication(status), change),
    };
  }

  it('hints at what a layer is told from, and not at each comparison', () => {
    const { see, hints } = start();
    const synced = { sync: { status: 'Synced' } };
    see(synced, 'added');
    see({ ...synced, reconciledAt: '2026-03-01T10:00:00Z' });
    see({ ...synced, reconciledAt: '2026-03-01T10:01:00Z' });
    expect(hints).toEqual(['u1']);
    const resources = [{ kind: 'Pod', name: 'a', status: 'OutOfSync' }];
    see({ sync: { status: 'OutOfSync' }, resources });
    see({
      sync: { status: 'OutOfSync' },
      resources: [...resources, { ...resources[0], name: 'b' }],
    });
    expect(hints).toHaveLength(3);
    see(synced, 'deleted');
    expect(hints).toHaveLength(4);
  });
});
