import type {
  DesiredLayer,
  Stage,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { SourceBytes } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aDesiredState,
  aLayer,
  noBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { checkMutable } from './checkMutable';

const withMirror: SourceBytes = {
  ...noBytes,
  mirror: {
    repository: 'oci://mirror.example/pinned',
    locate: async () => undefined,
    push: async () => undefined,
  },
};

describe('checkMutable', () => {
  const check = (
    layer: Partial<DesiredLayer>,
    { stage = 'production' as Stage, bytes = noBytes } = {},
  ) =>
    checkMutable({
      cluster: aDesiredState({ target: { stage } }),
      layer: aLayer({
        source: { type: 'helm', repository: 'charts', chart: 'web' },
        ...layer,
      }),
      bytes,
      repositories: new Map([
        ['charts', 'https://charts.example'],
        ['registry', 'oci://registry.example/charts'],
      ]),
    }).map(({ severity, code, remedy }) => `${severity} ${code}: ${remedy}`);

  it('blocks in production what may be overwritten, and warns elsewhere', () => {
    expect(check({ chart: {} })).toEqual([
      'block source-mutable: Configure clusterProfiles.mirror.',
    ]);
    expect(check({ chart: {} }, { stage: 'staging' })).toEqual([
      'warn source-mutable: Configure clusterProfiles.mirror.',
    ]);
    expect(check({}, { bytes: withMirror })).toEqual([
      expect.stringContaining('block source-mutable: Publish a version'),
    ]);
  });

  it('has nothing against what cannot be', () => {
    expect(check({ chart: {} }, { bytes: withMirror })).toEqual([]);
    expect(
      check({
        source: { type: 'oci', repository: 'registry', chart: 'web' },
        chart: { digest: `sha256:${'a'.repeat(64)}` },
      }),
    ).toEqual([]);
    expect(check({ source: { type: 'manifests', path: './a' } })).toEqual([]);
  });
});
