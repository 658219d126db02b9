import type { JsonObject } from '@backstage/types';
import type { ProfileLayer } from '@cluster-profiles/plugin-cluster-profiles-common';

/** A layer that is a chart; names are those of the test. */
export interface TestLayer extends Pick<
  ProfileLayer,
  'dependsOn' | 'values' | 'deadlineMinutes' | 'drift' | 'constraints'
> {
  name: string;
  /** Of the lab, or one of the test's own. */
  chart: string;
  /** `own` or `charts`, which only describe them, if absent; `fetched` is read when the profile is published. */
  repository?: 'fetched';
  /** 1.0.0 if absent. */
  version?: string;
}

export interface TestProfile {
  name: string;
  version: string;
  layers: TestLayer[];
  /** Properties of the schema. */
  parameters?: JsonObject;
  /** What makes a full-stack profile of an add-on profile. */
  core?: { layers: ProfileLayer[]; [field: string]: unknown };
}

/** The document of a profile, as a proposer would upload it. */
export function toProfileDocument(
  { name, version, layers, parameters, core }: TestProfile,
  options: { named(name: string): string; ownCharts: readonly string[] },
): string {
  return JSON.stringify({
    apiVersion: 'clusterprofiles.io/v1alpha1',
    kind: 'ClusterProfile',
    metadata: { name, title: name },
    spec: {
      type: core ? 'full-stack' : 'add-on',
      owner: 'group:default/platform',
      lifecycle: 'production',
      version,
      ...(parameters && {
        parameters: {
          type: 'object',
          additionalProperties: false,
          properties: parameters,
        },
      }),
      ...core,
      layers: [
        ...(core?.layers ?? []),
        ...layers.map(layer => toLayer(layer, options)),
      ],
    },
  });
}

function toLayer(
  { name, chart, repository, version = '1.0.0', dependsOn, ...rest }: TestLayer,
  { named, ownCharts }: Parameters<typeof toProfileDocument>[1],
): ProfileLayer {
  const isOwn = ownCharts.includes(chart);
  return {
    ...rest,
    name: named(name),
    ...(chart === 'network'
      ? { kind: 'network' }
      : { kind: 'addon', category: 'test' }),
    version,
    source: {
      type: 'helm',
      repository: repository ?? (isOwn ? 'own' : 'charts'),
      chart: isOwn ? named(chart) : chart,
    },
    ...(dependsOn && { dependsOn: dependsOn.map(named) }),
  };
}
