import { NotFoundError } from '@backstage/errors';
import type {
  Cluster,
  DesiredLayer,
  DesiredState,
  Target,
  TargetSnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ProfileFiles } from '../ClusterProvider';
import type { SourceBytes } from '../SourceBytes';

/** A layer of a cluster; a small add-on unless told otherwise. @public */
export function aLayer(overrides: Partial<DesiredLayer> = {}): DesiredLayer {
  return {
    name: 'ingress',
    profile: 'production-base',
    kind: 'addon',
    version: '4.13.3',
    dependsOn: [],
    values: {},
    driftMode: 'report',
    deadlineMinutes: 15,
    ...overrides,
  };
}

/** A target of the simulator in development. @public */
export function aTarget(overrides: Partial<Target> = {}): Target {
  return {
    name: 'dev-eu1',
    provider: 'simulator',
    region: 'eu-west-1',
    stage: 'development',
    labels: {},
    variables: {},
    ...overrides,
  };
}

/** A cluster in good order, as the API tells of it. @public */
export function aCluster(overrides: Partial<Cluster> = {}): Cluster {
  const name = overrides.name ?? 'payments-dev';
  return {
    uid: `uid-${name}`,
    name,
    owner: 'group:default/checkout',
    target: 'dev-eu1',
    provider: 'simulator',
    region: 'eu1',
    stage: 'development',
    phase: 'ready',
    phaseReason: 'All layers are healthy',
    hasIssue: false,
    profiles: [
      {
        name: 'production-base',
        version: '1.3.0',
        digest: 'a',
        type: 'full-stack',
      },
      { name: 'observability', version: '1.0.0', digest: 'b', type: 'add-on' },
    ],
    behind: 0,
    kubernetesVersion: '1.34.3',
    drift: 'InSync',
    follow: 'pinned',
    paused: false,
    protected: false,
    revision: 1,
    createdAt: '2026-11-22T00:00:00.000Z',
    updatedAt: '2026-11-22T00:00:00.000Z',
    ...overrides,
  };
}

/** What may be given to `aDesiredState`: whole fields, and parts of `cluster` and `target`. @public */
export type DesiredStateOverrides = Partial<
  Omit<DesiredState, 'cluster' | 'target'>
> & {
  cluster?: Partial<DesiredState['cluster']>;
  target?: Partial<TargetSnapshot>;
};

/**
 * A small cluster: one control plane machine, two workers, an operating system, Kubernetes, a network and one add-on.
 * @public
 */
export function aDesiredState(
  overrides: DesiredStateOverrides = {},
): DesiredState {
  const { cluster, target, ...rest } = overrides;
  return {
    profiles: [
      {
        name: 'production-base',
        version: '1.3.0',
        digest: 'd'.repeat(64),
        type: 'full-stack',
      },
    ],
    parameters: { 'production-base': {} },
    poolOverrides: {},
    nodePools: {
      controlPlane: { replicas: 1 },
      workers: [{ name: 'general', replicas: 2 }],
    },
    layers: [
      aLayer({ name: 'ubuntu', kind: 'os', version: '24.04.3' }),
      aLayer({ name: 'kubernetes', kind: 'kubernetes', version: '1.34.2' }),
      aLayer({ name: 'cilium', kind: 'network', version: '1.18.3' }),
      aLayer({ category: 'ingress', dependsOn: ['cilium'] }),
    ],
    driftModes: {},
    follow: 'pinned',
    paused: false,
    protected: false,
    deleted: false,
    ...rest,
    cluster: {
      uid: '00000000-0000-4000-8000-000000000001',
      name: 'checkout-dev',
      owner: 'group:default/checkout',
      ...cluster,
    },
    target: { ...targetSnapshot(aTarget()), ...target },
  };
}

/** The part of a target that goes into a desired state. @public */
export function targetSnapshot(target: Target): TargetSnapshot {
  const { title, description, limits, ...snapshot } = target;
  return snapshot;
}

/** The same state with one layer changed. @public */
export function withLayer(
  desired: DesiredState,
  name: string,
  overrides: Partial<DesiredLayer>,
): DesiredState {
  return {
    ...desired,
    layers: desired.layers.map(layer =>
      layer.name === name ? { ...layer, ...overrides } : layer,
    ),
  };
}

/** For profiles whose providers need no file. @public */
export const noFiles: ProfileFiles = {
  async read({ name, version }, path) {
    throw new NotFoundError(`The bundle of ${name} ${version} has no ${path}`);
  },
};

/** For layers that were published without bytes. @public */
export const noBytes: SourceBytes = {
  async read(sha256) {
    throw new NotFoundError(`There are no bytes with SHA-256 ${sha256}`);
  },
};
