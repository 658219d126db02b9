import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { layerSource } from './layerSource';

const digest = `sha256:${'a'.repeat(64)}`;
const mirrored = { repository: 'oci://mirror.example/pinned', digest };
const repositories = new Map([
  ['charts', 'https://charts.example'],
  ['registry', 'oci://registry.example/charts/'],
]);
const helm = { releaseName: 'ingress', values: '{}' };

describe('layerSource', () => {
  const chart = (overrides: Partial<DesiredLayer> = {}) =>
    aLayer({
      source: { type: 'helm', repository: 'charts', chart: 'web' },
      chart: {},
      ...overrides,
    });

  it('is the mirror, by digest', () => {
    expect(layerSource(chart(), { repositories, mirrored })).toEqual({
      repoURL: 'oci://mirror.example/pinned',
      targetRevision: digest,
      path: '.',
      helm,
    });
  });

  it('is the registry that a chart came from, by digest, where there is no mirror', () => {
    const layer = chart({
      source: { type: 'oci', repository: 'registry', chart: 'team/web' },
      chart: { digest },
    });
    expect(layerSource(layer, { repositories })).toEqual({
      repoURL: 'oci://registry.example/charts/team/web',
      targetRevision: digest,
      path: '.',
      helm,
    });
  });

  it('is a version in a Helm repository where there is nothing better', () => {
    expect(layerSource(chart(), { repositories })).toEqual({
      repoURL: 'https://charts.example',
      chart: 'web',
      targetRevision: '4.13.3',
      helm,
    });
  });

  it('is files, as they are, from the mirror alone', () => {
    const files = aLayer({ source: { type: 'manifests', path: './a' } });
    expect(layerSource(files, { repositories, mirrored })).toEqual({
      repoURL: 'oci://mirror.example/pinned',
      targetRevision: digest,
      path: '.',
      directory: { recurse: true, jsonnet: {} },
    });
    expect(() => layerSource(files, { repositories })).toThrow(
      expect.objectContaining({
        name: 'ProviderRefusedError',
        message: expect.stringContaining('configure clusterProfiles.mirror'),
      }),
    );
  });
});
