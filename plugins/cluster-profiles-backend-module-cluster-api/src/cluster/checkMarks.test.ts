import type { KubernetesObject } from '../kubernetes';
import { aDesiredState } from './__testUtils__/aDesiredState';
import { checkMarks } from './checkMarks';
import { findMarks } from './findMarks';
import { toClusterObject } from './toClusterObject';

const ours = toClusterObject({
  desired: aDesiredState(),
  className: 'c',
  kubernetesVersion: '1.34.1',
  variables: [],
  pools: [],
  marks: { instanceId: 'i-1', revision: 7, idempotencyKey: 'k' },
});

function change(
  metadata: Partial<KubernetesObject['metadata']>,
): KubernetesObject {
  return { ...ours, metadata: { ...ours.metadata, ...metadata } };
}

const check = (live: KubernetesObject, revision = 7, adopting = false) =>
  checkMarks({
    live,
    clusterUid: 'uid-1',
    marks: { instanceId: 'i-1', revision },
    adopting,
  });

describe('checkMarks', () => {
  it('passes the same and newer revisions', () => {
    expect(() => check(ours)).not.toThrow();
    expect(() => check(ours, 8)).not.toThrow();
  });

  const { annotations } = ours.metadata;
  it.each<[string, KubernetesObject, number, RegExp]>([
    ['a late write', ours, 6, /carries revision 7, which is newer than 6/],
    [
      'a cloned portal',
      change({
        annotations: { ...annotations, 'clusterprofiles.io/instance': 'i-2' },
      }),
      7,
      /belongs to installation 'i-2'/,
    ],
    [
      'another cluster of the same name',
      change({ labels: { 'clusterprofiles.io/cluster-uid': 'uid-0' } }),
      7,
      /is cluster 'uid-0', not 'uid-1'/,
    ],
    [
      'a cluster that lost its label',
      change({ labels: {} }),
      7,
      /is cluster 'unknown'/,
    ],
    [
      'a cluster that nobody marked',
      change({ labels: {}, annotations: {} }),
      7,
      /Cluster team-a\/checkout exists already and is not of this portal/,
    ],
  ])('holds %s', (_, live, revision, message) => {
    expect(() => check(live, revision)).toThrow(message);
    expect(() => check(live, revision)).toThrow(
      expect.objectContaining({ name: 'HeldError' }),
    );
  });

  it('adopts what has no marks, but nothing of others', () => {
    expect(() =>
      check(change({ labels: {}, annotations: {} }), 1, true),
    ).not.toThrow();
    expect(() => check(ours, 6, true)).toThrow(/newer/);
  });
});

describe('findMarks', () => {
  it('takes what somebody broke by hand as absent', () => {
    expect(
      findMarks(
        change({
          labels: undefined,
          annotations: {
            'clusterprofiles.io/revision': 'seven',
            'clusterprofiles.io/layers': '{',
          },
        }),
      ),
    ).toEqual({ layers: {} });
  });
});
