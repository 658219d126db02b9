import type {
  Finding,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import type { ChartRepositoryConfig } from '../../config/ClusterProfilesConfig';
import {
  sourceName,
  type LayerChoice,
} from '../repositories/LayerRepositories';
import {
  layerPath,
  type CheckedProfile,
  type ProfileRule,
} from './ProfileRule';

/** Every source is known to its repository, allowed there, of that kind, and works with the profile's Kubernetes. */
export const checkRepositories: ProfileRule = profile =>
  profile.document.spec.layers.flatMap((layer, index) =>
    layer.source && layer.source.type !== 'manifests'
      ? check(profile, layer, index)
      : [],
  );

function check(
  { document, repositories }: CheckedProfile,
  layer: ProfileLayer,
  index: number,
): Finding[] {
  const repository = layer.source?.repository ?? '';
  const about = { layer: layer.name };
  if (!repositories.names().includes(repository)) {
    return [
      {
        ...about,
        severity: 'block',
        code: 'unknown-repository',
        path: layerPath(index, '/source/repository'),
        message: `The layer repository '${repository}' of layer '${layer.name}' is not configured`,
        remedy: `Use one of: ${repositories.names().join(', ') || 'none is configured'}`,
      },
    ];
  }
  const choice = {
    repository,
    name: sourceName(layer),
    version: layer.version,
  };
  const remote = repositories.remote(repository);
  if (remote) {
    return [
      ...checkRemote(remote, layer, index),
      ...checkState(choice, { repositories, layer, index }),
    ];
  }
  const offer = repositories.find(choice);
  if (!offer) {
    return [
      {
        ...about,
        severity: 'block',
        code: 'unknown-source',
        path: layerPath(index, '/source'),
        message: `The layer repository '${repository}' has no '${choice.name}'`,
        remedy: 'Name a chart or image that the repository has',
      },
    ];
  }
  if (!offer.version) {
    const known = offer.layer.versions.map(({ version }) => version);
    return [
      {
        ...about,
        severity: 'block',
        code: 'unknown-layer-version',
        path: layerPath(index, '/version'),
        message: `The layer repository '${repository}' has no version ${layer.version} of '${choice.name}'`,
        remedy: `Use one of: ${known.join(', ')}`,
      },
    ];
  }
  const findings = checkState(choice, { repositories, layer, index });
  if (offer.layer.kind !== layer.kind) {
    findings.push({
      ...about,
      severity: 'block',
      code: 'wrong-layer-kind',
      path: layerPath(index, '/kind'),
      message: `'${choice.name}' is of the kind ${offer.layer.kind}, but layer '${layer.name}' says ${layer.kind}`,
      remedy: `Use the kind ${offer.layer.kind}, or another component`,
    });
  }
  const kubernetes = document.spec.layers.find(
    ({ kind }) => kind === 'kubernetes',
  );
  const range = offer.version.kubernetes;
  if (
    kubernetes &&
    range !== undefined &&
    !semver.satisfies(kubernetes.version, range, { includePrerelease: true })
  ) {
    findings.push({
      ...about,
      severity: 'block',
      code: 'kubernetes-not-supported',
      path: layerPath(index, '/version'),
      message: `'${choice.name}' ${layer.version} works with Kubernetes ${range}, but the profile has ${kubernetes.version}`,
      remedy: 'Choose versions that fit together',
    });
  }
  return findings;
}

function checkState(
  choice: LayerChoice,
  {
    repositories,
    layer,
    index,
  }: Pick<CheckedProfile, 'repositories'> & {
    layer: ProfileLayer;
    index: number;
  },
): Finding[] {
  const { state, reason } = repositories.stateOf(choice);
  return state === 'allowed'
    ? []
    : [
        {
          severity: state === 'blocked' ? 'block' : 'warn',
          code: `${state}-source`,
          path: layerPath(index, '/version'),
          layer: layer.name,
          message: `'${choice.name}' ${choice.version} of the layer repository '${choice.repository}' is ${state}${reason ? `: ${reason}` : ''}`,
          remedy: 'Choose another version or component',
        },
      ];
}

/** Segments of a name in a registry. */
const CHART = /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/i;

/** What can be told of a chart before it is fetched. */
function checkRemote(
  { name, type }: Pick<ChartRepositoryConfig, 'name' | 'type'>,
  layer: ProfileLayer,
  index: number,
): Finding[] {
  const findings: Finding[] = [];
  const about = { severity: 'block', layer: layer.name } as const;
  const { type: asked = 'helm' } = layer.source ?? {};
  if (asked === 'image' || (asked === 'oci' && type === 'helm')) {
    findings.push({
      ...about,
      code: 'wrong-source-type',
      path: layerPath(index, '/source/type'),
      message: `The layer repository '${name}' has charts of type ${type}, but the source of layer '${layer.name}' is of type ${asked}`,
      remedy: `Use the type ${type}`,
    });
  }
  if (!CHART.test(sourceName(layer))) {
    findings.push({
      ...about,
      code: 'bad-chart-name',
      path: layerPath(index, '/source/chart'),
      message: `Layer '${layer.name}' names no chart by '${sourceName(layer)}'`,
      remedy: 'Use letters, digits, dots, hyphens and slashes',
    });
  }
  if (semver.valid(layer.version) === null) {
    findings.push({
      ...about,
      code: 'inexact-version',
      path: layerPath(index, '/version'),
      message: `The version '${layer.version}' of layer '${layer.name}' is not that of one chart`,
      remedy: 'Use an exact one, such as 1.2.3',
    });
  }
  return findings;
}
