import { providerDigest } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/cluster/providerDigest';
import {
  labState,
  labTarget,
} from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/__testUtils__/labState';
import type { Evidence } from './gatherEvidence';
import { judge } from './judge';

const WANTED = { creations: 1, upgrades: 1 };

/** A cluster that was created and upgraded as it should be. */
function goodEvidence(): Evidence {
  const desired = labState(labTarget('chaos'));
  const moment = (revision: number, version: string) => ({
    name: 'chaos-0',
    objectUid: 'object-1',
    clusterUid: 'cluster-1',
    instanceId: 'test',
    revision,
    digest: providerDigest(desired),
    topology: `{"version":"v${version}"}`,
    createdAt: '2026-01-01T10:00:02Z',
  });
  const change = (id: string, kind: string, name: string) => ({
    id,
    kind,
    subject_name: name,
    state: 'applied',
    accepted_at: '2026-01-01T10:00:00.000Z',
    started_at: '2026-01-01T10:00:01.000Z',
  });
  const changes = [
    change('1', 'publish', 'lab-base'),
    change('2', 'publish', 'lab-base'),
    change('3', 'create', 'chaos-0'),
    change('4', 'upgrade', 'chaos-0'),
  ];
  return {
    clusters: [
      {
        uid: 'cluster-1',
        name: 'chaos-0',
        phase: 'ready',
        phase_reason: '',
        kubernetes_version: '1.35.0',
        desired_revision: 2,
        applied_revision: 2,
      },
    ],
    changes,
    revisions: [1, 2].map(number => ({
      cluster_uid: 'cluster-1',
      number,
      desired: JSON.stringify(desired),
      change_id: `${number + 2}`,
    })),
    approvals: changes.map(({ id }) => ({ change_id: id })),
    live: [moment(2, '1.35.0')],
    seen: [moment(1, '1.34.1'), moment(2, '1.35.0')],
    deleted: [],
    machineOwners: ['chaos-0', 'chaos-0'],
  };
}

describe('the judge of the chaos', () => {
  it('finds nothing wrong where all went well', () => {
    expect(judge(goodEvidence(), WANTED)).toEqual([]);
  });

  it.each<[string, (evidence: Evidence) => void, string]>([
    [
      'a change that is lost',
      ({ changes }) => changes.pop(),
      'The changes are',
    ],
    [
      'a change that is there twice',
      ({ changes }) => changes.push(changes[3]),
      'The changes are',
    ],
    [
      'a change that is not carried out',
      ({ changes }) => {
        changes[3].state = 'failed';
      },
      'upgrade chaos-0 is failed',
    ],
    [
      'a change that nobody approved',
      ({ approvals }) => approvals.pop(),
      'decided 0 times',
    ],
    [
      'a cluster that is not there',
      ({ live }) => live.pop(),
      'the management cluster 0',
    ],
    [
      'a cluster that no portal knows',
      evidence => evidence.live.push({ ...evidence.live[0], name: 'stray' }),
      'the management cluster 2',
    ],
    [
      'a write that was not accepted',
      ({ changes }) => {
        changes[3].accepted_at = null;
      },
      'which nobody had accepted',
    ],
    [
      'a write before it was accepted',
      ({ changes }) => {
        changes[2].accepted_at = '2026-01-01T10:00:09.000Z';
      },
      'created before it was accepted',
    ],
    [
      'a write of another content',
      ({ live }) => {
        live[0].digest = 'another';
      },
      'is marked with revision 2 another',
    ],
    [
      'an older version',
      ({ live }) => {
        live[0].topology = '{"version":"v1.34.1"}';
      },
      'is written as',
    ],
    [
      'a cluster that was made anew',
      ({ seen }) => {
        seen[1].objectUid = 'object-2';
      },
      'chaos-0 was created twice',
    ],
    [
      'two writes of one revision',
      ({ seen }) => {
        seen.push({ ...seen[1], topology: '{}' });
      },
      'written twice for revision 2',
    ],
    [
      'a write that came late',
      ({ seen }) => seen.push(seen[0]),
      'went back to revision 1',
    ],
    [
      'a deletion',
      ({ deleted }) => deleted.push('chaos-0'),
      'chaos-0 was deleted',
    ],
    [
      'a machine too many',
      ({ machineOwners }) => machineOwners.push('chaos-0'),
      'chaos-0 has 3 machines',
    ],
    [
      'a machine of nobody',
      ({ machineOwners }) => machineOwners.push('stray'),
      'There is a machine of stray',
    ],
  ])('finds %s', (_what, spoil, violation) => {
    const evidence = goodEvidence();
    spoil(evidence);
    expect(judge(evidence, WANTED)).toContainEqual(
      expect.stringContaining(violation),
    );
  });
});
