import type { PolicyMatch } from '../config/ClusterProfilesConfig';
import type { PolicySubject } from './evaluatePolicies';
import { matchesPolicy, matchFields } from './matchPolicy';

const subject: PolicySubject = {
  kind: 'upgrade',
  stage: 'production',
  target: 'prod-eu1',
  cluster: 'payments',
  profile: 'base',
  lifecycle: 'production',
  owner: 'group:default/checkout',
  nodes: 6,
  rollbackClass: 'forward-only',
  drifted: true,
  repositories: ['acme', 'library'],
  excluded: [],
};

describe('matchPolicy', () => {
  it.each<[PolicyMatch, boolean]>([
    [{}, true],
    [{ kind: ['resize', 'upgrade'] }, true],
    [{ kind: ['resize'] }, false],
    [{ stage: ['staging'] }, false],
    [{ target: ['prod-eu1'] }, true],
    [{ cluster: ['payments'] }, true],
    [{ cluster: ['shop'] }, false],
    [{ profile: ['other'] }, false],
    [{ lifecycle: ['experimental'] }, false],
    [{ owner: ['group:default/search'] }, false],
    [{ rollbackClass: ['forward-only'] }, true],
    [{ nodesAtLeast: 6 }, true],
    [{ nodesAtLeast: 7 }, false],
    [{ drifted: true }, true],
    [{ drifted: false }, false],
    [{ repository: ['acme'] }, true],
    [{ repository: ['elsewhere'] }, false],
    [{ kind: ['upgrade'], stage: ['staging'] }, false],
  ])('%j: %s', (match, expected) => {
    expect(matchesPolicy(match, subject)).toBe(expected);
  });

  it('says of each field that is named what it wants and what there is', () => {
    expect(
      matchFields(
        { kind: ['create'], nodesAtLeast: 20, repository: ['acme'] },
        subject,
      ),
    ).toEqual([
      {
        field: 'kind',
        wanted: ['create'],
        actual: ['upgrade'],
        matches: false,
      },
      {
        field: 'repository',
        wanted: ['acme'],
        actual: ['acme', 'library'],
        matches: true,
      },
      { field: 'nodesAtLeast', wanted: ['20'], actual: ['6'], matches: false },
    ]);
  });

  it('leaves access to policies that name it', () => {
    const access = { ...subject, kind: 'access' as const };
    expect(matchesPolicy({ stage: ['production'] }, access)).toBe(false);
    expect(matchesPolicy({ kind: ['access'] }, access)).toBe(true);
  });

  it('takes what is not known of a subject for no match', () => {
    const { target, nodes, drifted, ...unknown } = subject;
    expect(matchesPolicy({ target: ['prod-eu1'] }, unknown)).toBe(false);
    expect(matchesPolicy({ nodesAtLeast: 1 }, unknown)).toBe(false);
    expect(matchesPolicy({ drifted: true }, unknown)).toBe(false);
  });
});
