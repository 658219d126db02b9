import {
  cluster,
  clusters,
  importedCluster,
  profiles,
} from '../../../__testUtils__/fixtures';
import { bulkRequests, sharedProfile, sharedVersions } from './bulkActions';

const names = (list: Array<{ cluster: string }>) =>
  list.map(({ cluster: name }) => name);

describe('bulkRequests', () => {
  it('upgrades those that are behind, and says why not the others', () => {
    const { requests, leftOut } = bulkRequests(
      { id: 'upgrade-newest' },
      clusters(),
    );
    expect(requests).toEqual([
      { kind: 'upgrade', cluster: 'shop-prod', version: '1.4.0' },
      { kind: 'upgrade', cluster: 'search-staging', version: '1.4.0' },
    ]);
    expect(names(leftOut)).toHaveLength(3);
    expect(leftOut[0]).toEqual({
      cluster: 'shop-dev',
      reason: 'It runs the newest version.',
    });
  });

  it('never takes a cluster down to a version', () => {
    const { requests, leftOut } = bulkRequests(
      { id: 'upgrade-version', version: '1.3.1' },
      [cluster()],
    );
    expect(requests).toEqual([]);
    expect(leftOut[0].reason).toBe('It runs 1.3.1 already.');
  });

  it.each(['upgrade-newest', 'upgrade-version', 'follow'] as const)(
    'leaves the base of an imported cluster alone: %s',
    id => {
      const action = { id, version: '1.4.0', follow: 'minor' as const };
      expect(bulkRequests(action, [importedCluster()])).toEqual({
        requests: [],
        leftOut: [
          {
            cluster: 'old-shop',
            reason: 'It was imported, so its base is not ours to change.',
          },
        ],
      });
    },
  );

  it('finds no profile that clusters share with an imported one', () => {
    const mixed = [cluster(), importedCluster()];
    expect(sharedProfile(mixed)).toBeUndefined();
    expect(sharedVersions(mixed, profiles())).toEqual([]);
  });

  it.each([
    ['pause', { paused: true }, 'It is paused already.'],
    ['resume', { paused: false }, 'It is not paused.'],
    ['protect', { protected: true }, 'It is protected already.'],
    ['unprotect', { protected: false }, 'It is not protected.'],
    [
      'delete',
      { protected: true },
      'It is protected; remove the protection first.',
    ],
    ['delete', { phase: 'deleting' }, 'It is being deleted.'],
    ['pause', { revision: undefined }, 'Nothing is accepted yet.'],
  ] as const)('leaves out what makes no sense: %s', (id, more, reason) => {
    expect(bulkRequests({ id }, [cluster(more)])).toEqual({
      requests: [],
      leftOut: [{ cluster: 'shop-prod', reason }],
    });
  });

  it.each([
    ['pause', {}, { kind: 'pause' }],
    ['resume', { paused: true }, { kind: 'resume' }],
    ['protect', {}, { kind: 'protect', protected: true }],
    ['unprotect', { protected: true }, { kind: 'protect', protected: false }],
    ['delete', {}, { kind: 'delete' }],
  ] as const)('asks for one change per cluster: %s', (id, more, expected) => {
    expect(bulkRequests({ id }, [cluster(more)]).requests).toEqual([
      { cluster: 'shop-prod', ...expected },
    ]);
  });

  it('sets the follow policy where it is another one', () => {
    const { requests, leftOut } = bulkRequests(
      { id: 'follow', follow: 'minor' },
      [cluster(), cluster({ name: 'other', follow: 'minor' })],
    );
    expect(requests).toEqual([
      { kind: 'set-parameters', cluster: 'shop-prod', follow: 'minor' },
    ]);
    expect(leftOut).toEqual([
      { cluster: 'other', reason: 'It follows minor already.' },
    ]);
  });
});

describe('sharedVersions', () => {
  it('offers versions only to clusters of one profile', () => {
    expect(sharedProfile(clusters())).toBe('production-base');
    expect(sharedVersions([cluster()], profiles())).toEqual(['1.4.0']);
    const [main] = cluster().profiles;
    const mixed = [
      cluster(),
      cluster({ profiles: [{ ...main, name: 'edge-small' }] }),
    ];
    expect(sharedProfile(mixed)).toBeUndefined();
    expect(sharedVersions(mixed, profiles())).toEqual([]);
  });
});
