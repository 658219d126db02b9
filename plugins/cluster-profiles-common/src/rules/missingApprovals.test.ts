import type { ApprovalRequirement } from '../model/change';
import { missingApprovals } from './missingApprovals';

function need(...counts: Array<[string, number]>): ApprovalRequirement[] {
  return counts.map(([group, count]) => ({
    group,
    count,
    policies: ['a-policy'],
    reason: 'because',
  }));
}
const by = (approver: string, ...groups: string[]) => ({ approver, groups });
const open = (missing: ApprovalRequirement[]) =>
  missing.map(({ group, count }) => [group, count]);

describe('missingApprovals', () => {
  it.each([
    ['nothing needed', need(), [], []],
    ['nothing given', need(['platform', 2]), [], [['platform', 2]]],
    ['one of two', need(['p', 2]), [by('a', 'p')], [['p', 1]]],
    ['satisfied', need(['p', 2]), [by('a', 'p'), by('b', 'p')], []],
    ['more than needed', need(['p', 1]), [by('a', 'p'), by('b', 'p')], []],
    ['a stranger', need(['p', 1]), [by('a', 'x')], [['p', 1]]],
    [
      'the same person twice fills one slot',
      need(['p', 2]),
      [by('a', 'p'), by('a', 'p')],
      [['p', 1]],
    ],
    [
      'one person in two groups fills one slot',
      need(['p', 1], ['s', 1]),
      [by('a', 'p', 's')],
      [['s', 1]],
    ],
    [
      'who came first moves to make room',
      need(['p', 1], ['s', 1]),
      [by('a', 'p', 's'), by('b', 'p')],
      [],
    ],
    [
      'a chain of moves',
      need(['p', 1], ['s', 1], ['c', 1]),
      [by('a', 'p', 's'), by('b', 's', 'c'), by('c', 'p', 's'), by('d', 'x')],
      [],
    ],
    [
      'the same group twice',
      need(['p', 1], ['p', 2]),
      [by('a', 'p'), by('b', 'p')],
      [['p', 1]],
    ],
  ])('%s', (_, requirements, approvals, expected) => {
    expect(open(missingApprovals(requirements, approvals))).toEqual(expected);
  });

  it('keeps policies and reason', () => {
    expect(missingApprovals(need(['p', 2]), [by('a', 'p')])).toEqual([
      { group: 'p', count: 1, policies: ['a-policy'], reason: 'because' },
    ]);
  });
});
