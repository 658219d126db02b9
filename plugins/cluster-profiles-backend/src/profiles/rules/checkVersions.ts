import type {
  Finding,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
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
    findings.push(...checkThrough(layer, layerPath(index, '/through')));
  });
  return findings;
};

/** Versions on the way: of Kubernetes, whole, and older than the one that the way leads to. */
function checkThrough(layer: ProfileLayer, path: string): Finding[] {
  const { name, kind, version, through = [] } = layer;
  const block = (code: string, at: string, message: string, remedy: string) =>
    ({
      severity: 'block',
      code,
      path: at,
      layer: name,
      message,
      remedy,
    }) as const;
  if (through.length > 0 && kind !== 'kubernetes') {
    return [
      block(
        'through-not-kubernetes',
        path,
        `Layer '${name}' names versions to go through, which only Kubernetes does`,
        'Remove through',
      ),
    ];
  }
  return through.flatMap((step, index) =>
    semver.valid(step) === step &&
    !(semver.valid(version) && semver.gte(step, version))
      ? []
      : [
          block(
            'bad-through-version',
            `${path}/${index}`,
            `The version '${step}' to go through is no whole version older than ${version}`,
            'Give the whole version without v, such as "1.34.3"',
          ),
        ],
  );
}
