import type { ProfileLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkRepositories } from './checkRepositories';

type Change = NonNullable<Parameters<typeof exampleCheckedProfile>[0]>;

/** `code path` of each finding. */
function found(change?: Change): string[] {
  return checkRepositories(exampleCheckedProfile(change)).map(
    ({ severity, code, path }) =>
      `${severity === 'warn' ? 'warn ' : ''}${code} ${path}`,
  );
}

describe('checkRepositories', () => {
  it('has nothing to say about a sound profile', () => {
    expect(found()).toEqual([]);
  });

  it('finds what no repository has', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[0].source!.repository = 'other';
        spec.layers[2].source!.chart = 'other';
        spec.layers[4].version = '9.9.9';
      }),
    ).toEqual([
      'unknown-repository /spec/layers/0/source/repository',
      'unknown-source /spec/layers/2/source',
      'unknown-layer-version /spec/layers/4/version',
    ]);
  });

  it('blocks what is blocked and warns of what is deprecated', () => {
    expect(
      found(profile => {
        profile.stateOf = ({ name }) =>
          name === 'rook'
            ? { state: 'blocked', reason: 'CVE' }
            : { state: 'deprecated' };
      }),
    ).toEqual([
      'warn deprecated-source /spec/layers/0/version',
      'warn deprecated-source /spec/layers/2/version',
      'blocked-source /spec/layers/3/version',
      'warn deprecated-source /spec/layers/4/version',
    ]);
  });

  it('finds the wrong kind and a Kubernetes that does not fit', () => {
    expect(
      found(({ document: { spec } }) => {
        spec.layers[1].version = '1.36.0';
        spec.layers[3].kind = 'addon';
      }),
    ).toEqual([
      'kubernetes-not-supported /spec/layers/2/version',
      'wrong-layer-kind /spec/layers/3/kind',
    ]);
  });

  describe('of a repository on the network', () => {
    const foundIn = (
      type: 'helm' | 'oci',
      layer: Partial<ProfileLayer>,
      change: Change = () => {},
    ) =>
      found(profile => {
        profile.remote = {
          name: 'charts',
          type,
          url: 'https://charts.example',
          state: 'allowed',
          choices: [],
          allowPrivateAddresses: false,
          plainHttp: false,
          requestTimeoutSeconds: 30,
        };
        const { layers } = profile.document.spec;
        layers[4] = {
          ...layers[4],
          version: '1.2.3',
          source: { type: 'helm', repository: 'charts', chart: 'web' },
          ...layer,
        };
        change(profile);
      });

    it('leaves it to the fetch to tell what it has', () => {
      expect(foundIn('helm', {})).toEqual([]);
      const source = { type: 'oci', repository: 'charts' } as const;
      expect(foundIn('oci', { source })).toEqual([]);
    });

    it('finds what cannot be fetched', () => {
      expect(
        foundIn('helm', {
          version: '1.x',
          source: { type: 'oci', repository: 'charts', chart: '../x' },
        }),
      ).toEqual([
        'wrong-source-type /spec/layers/4/source/type',
        'bad-chart-name /spec/layers/4/source/chart',
        'inexact-version /spec/layers/4/version',
      ]);
    });

    it('blocks what is blocked', () => {
      expect(
        foundIn('helm', {}, profile => {
          profile.stateOf = ({ name }) => ({
            state: name === 'web' ? 'blocked' : 'allowed',
          });
        }),
      ).toEqual(['blocked-source /spec/layers/4/version']);
    });
  });
});
