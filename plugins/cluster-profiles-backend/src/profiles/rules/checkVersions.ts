import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import { layerPath, type ProfileRule } from './ProfileRule';

/** Semver for the profile, Kubernetes and Helm; other versions are opaque. */
export const checkVersions: ProfileRule = ({ document }) => {
  const { version, layers } = document.spec;
  const findings: Finding[] = [];
  // build metadata and a leading v would make two names of one version
  if (semver.valid(version) !== version) {
    findings.push({
      severity: 'block',
      code: 'bad-profile-version',
      path: '/spec/version',
      message: `The version '${version}' of the profile is no semantic version`,
      remedy: 'Use MAJOR.MINOR.PATCH, without v and without build metadata',
    });
  }
  layers.forEach((layer, index) => {
    if (
      layer.kind === 'kubernetes' &&
      semver.valid(layer.version) !== layer.version
    ) {
      findings.push({
        severity: 'block',
        code: 'bad-kubernetes-version',
        path: layerPath(index, '/version'),
        layer: layer.name,
        message: `The Kubernetes version '${layer.version}' is no semantic version`,
        remedy: 'Give the whole version without v, such as "1.35.2"',
      });
    } else if (layer.source?.type === 'helm' && !semver.valid(layer.version)) {
      findings.push({
        severity: 'block',
        code: 'bad-chart-version',
        path: layerPath(index, '/version'),
        layer: layer.name,
        message: `The version '${layer.version}' of layer '${layer.name}' is no semantic version, which Helm charts have`,
        remedy: 'Give the version of the chart, not that of the application',
      });
    }
  });
  return findings;
};
