import type {
  Finding,
  ProfileDocument,
  ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import { layerPath } from '../../profiles/rules/ProfileRule';
import { checkChartValues } from './checkChartValues';
import type { Chart } from './readChart';
import { toSemverRange } from './toSemverRange';

export interface CheckedChart {
  chart: Chart;
  layer: ProfileLayer;
  /** Of the layer in the document. */
  index: number;
  document: ProfileDocument;
}

/** What a chart that was fetched says against its layer. Pure. */
export function checkChart(checked: CheckedChart): Finding[] {
  return [
    ...checkIdentity(checked),
    ...checkContent(checked),
    ...checkDependencies(checked),
    ...checkKubernetes(checked),
    ...checkChartValues(checked),
  ];
}

function checkIdentity({ chart, layer, index }: CheckedChart): Finding[] {
  const { name, version, deprecated } = chart.metadata;
  const asked = (layer.source?.chart ?? layer.name).split('/').at(-1);
  const findings: Finding[] = [];
  if (name !== asked || bare(version) !== bare(layer.version)) {
    findings.push({
      severity: 'block',
      code: 'chart-is-another',
      path: layerPath(index, '/source'),
      layer: layer.name,
      message: `Under '${asked}' ${layer.version} of layer '${layer.name}' the repository has the chart '${name}' ${version}`,
      remedy:
        'Have the repository corrected, or name the chart as it is called',
    });
  }
  if (deprecated) {
    findings.push({
      severity: 'warn',
      code: 'chart-deprecated',
      path: layerPath(index, '/source'),
      layer: layer.name,
      message: `The chart '${name}' of layer '${layer.name}' is deprecated by its authors`,
      remedy: 'Choose what has taken its place',
    });
  }
  return findings;
}

function checkContent({ chart, layer, index }: CheckedChart): Finding[] {
  const about = { path: layerPath(index, '/source'), layer: layer.name };
  if (chart.metadata.type === 'library') {
    return [
      {
        ...about,
        severity: 'block',
        code: 'chart-is-library',
        message: `The chart of layer '${layer.name}' is of type library, which installs nothing`,
        remedy: 'Name a chart of type application',
      },
    ];
  }
  const hasContent = [...chart.files].some(file =>
    /^(templates|crds|charts)\//.test(file),
  );
  return hasContent
    ? []
    : [
        {
          ...about,
          severity: 'warn',
          code: 'chart-empty',
          message: `The chart of layer '${layer.name}' has no templates and renders nothing`,
          remedy: 'Check that it was packed as it should be',
        },
      ];
}

/** What is not packed would be fetched by whoever renders the chart, and could be anything by then. */
function checkDependencies({ chart, layer, index }: CheckedChart): Finding[] {
  const packed = [...chart.files].filter(file => file.startsWith('charts/'));
  const missing = chart.dependencies.filter(
    name =>
      !packed.some(
        file =>
          file.startsWith(`charts/${name}/`) ||
          (file.startsWith(`charts/${name}-`) && file.endsWith('.tgz')),
      ),
  );
  return missing.length === 0
    ? []
    : [
        {
          severity: 'block',
          code: 'chart-dependencies-missing',
          path: layerPath(index, '/source'),
          layer: layer.name,
          message: `The chart of layer '${layer.name}' is packed without the charts that it needs: ${missing.join(', ')}`,
          remedy: 'Have it packed after helm dependency update',
        },
      ];
}

function checkKubernetes({
  chart,
  layer,
  index,
  document,
}: CheckedChart): Finding[] {
  const { kubeVersion, name, version } = chart.metadata;
  if (!kubeVersion) {
    return [];
  }
  const about = { path: layerPath(index, '/version'), layer: layer.name };
  const range = toSemverRange(kubeVersion);
  if (range === undefined) {
    return [
      {
        ...about,
        severity: 'warn',
        code: 'chart-kubernetes-unknown',
        message: `The chart of layer '${layer.name}' says kubeVersion '${kubeVersion.slice(0, 100)}', which cannot be checked`,
        remedy: 'Compare it with the Kubernetes versions that it is to run on',
      },
    ];
  }
  const kubernetes = document.spec.layers.find(
    ({ kind }) => kind === 'kubernetes',
  );
  const excluded = [kubernetes?.version, ...(kubernetes?.through ?? [])].find(
    candidate =>
      candidate !== undefined &&
      !semver.satisfies(candidate, range, { includePrerelease: true }),
  );
  return excluded === undefined
    ? []
    : [
        {
          ...about,
          severity: 'block',
          code: 'kubernetes-not-supported',
          message: `The chart '${name}' ${version} of layer '${layer.name}' works with Kubernetes ${kubeVersion}, but the profile has ${excluded}`,
          remedy: 'Choose versions that fit together',
        },
      ];
}

function bare(version: string): string {
  return version.replace(/^v/, '');
}
