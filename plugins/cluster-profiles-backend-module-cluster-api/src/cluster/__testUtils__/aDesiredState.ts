import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';

/** A cluster on the class of `classFiles`. */
export function aDesiredState(
  change: Partial<DesiredState> = {},
): DesiredState {
  return {
    cluster: { uid: 'uid-1', name: 'checkout', owner: 'group:default/teams' },
    profiles: [
      { name: 'teams', version: '1.0.0', digest: 'd', type: 'infrastructure' },
    ],
    parameters: {},
    poolOverrides: {},
    nodePools: {
      controlPlane: { replicas: 3 },
      workers: [
        { name: 'general', replicas: 2 },
        { name: 'gpu', replicas: 1 },
      ],
    },
    layers: [
      layer('ubuntu', 'os', '24.04.3'),
      layer('kubernetes', 'kubernetes', '1.34.1'),
      {
        ...layer('cilium', 'network', '1.18.3'),
        source: { type: 'helm', repository: 'cilium', chart: 'cilium' },
      },
    ],
    driftModes: {},
    follow: 'pinned',
    target: {
      name: 'lab-dev',
      provider: 'cluster-api',
      region: 'lab',
      stage: 'development',
      labels: {},
      endpoint: 'lab',
      namespace: 'team-a',
      variables: {},
    },
    providerConfig: {
      classes: './cluster-api',
      pools: { general: 'default-worker', gpu: 'gpu-worker' },
    },
    paused: false,
    protected: false,
    deleted: false,
    ...change,
  };
}

function layer(
  name: string,
  kind: DesiredState['layers'][number]['kind'],
  version: string,
): DesiredState['layers'][number] {
  return {
    name,
    profile: 'teams',
    kind,
    version,
    dependsOn: [],
    values: {},
    driftMode: 'report',
    deadlineMinutes: 15,
  };
}
