import {
  versionDigest,
  type ClusterProfileSpec,
  type CreateRequest,
  type DesiredState,
  type Finding,
  type ProfileVersion,
  type Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { resolveDesired } from '../resolveDesired';
import type { BaseFacts, GatheredAnswers, PlanningFacts } from '../types';

export const CLUSTER_UID = '00000000-0000-4000-8000-000000000001';

const FULL_STACK: Pick<
  ClusterProfileSpec,
  'parameters' | 'nodePools' | 'layers'
> = {
  parameters: {
    type: 'object',
    properties: {
      workers: { type: 'integer', minimum: 3, maximum: 50, default: 3 },
      domain: { type: 'string', default: 'example.com' },
    },
  },
  nodePools: {
    controlPlane: { replicas: 3 },
    workers: [
      { name: 'general', replicas: '${{ parameters.workers }}' },
      { name: 'batch', replicas: 1 },
    ],
  },
  layers: [
    {
      name: 'ubuntu',
      kind: 'os',
      version: '24.04.3',
      values: { imageId: 'ami-1' },
    },
    { name: 'kubernetes', kind: 'kubernetes', version: '1.35.2' },
    { name: 'cilium', kind: 'network', version: '1.18.3' },
    { name: 'rook', kind: 'storage', version: '1.18.0' },
    {
      name: 'ingress',
      kind: 'addon',
      category: 'ingress',
      version: '4.13.3',
      dependsOn: ['cilium'],
      constraints: { kubernetes: '>=1.31 <1.37' },
      values: { host: 'web.${{ parameters.domain }}' },
    },
  ],
};

const ADD_ON: Pick<ClusterProfileSpec, 'layers'> = {
  layers: [
    { name: 'loki', kind: 'addon', category: 'logging', version: '6.0.0' },
  ],
};

export function aTarget(overrides: Partial<Target> = {}): Target {
  return {
    name: 'dev-eu1',
    provider: 'simulator',
    region: 'eu-west-1',
    stage: 'development',
    labels: { cloud: 'aws' },
    namespace: 'fleet',
    variables: { zone: 'a' },
    ...overrides,
  };
}

/** A published version of the profile `base`, unless told otherwise. */
export function aVersion(
  options: {
    name?: string;
    spec?: Partial<ClusterProfileSpec>;
  } & Partial<Omit<ProfileVersion, 'profile' | 'document'>> = {},
): ProfileVersion {
  const { name = 'base', spec: changes, ...overrides } = options;
  const version = overrides.version ?? '1.3.0';
  const type = overrides.type ?? 'full-stack';
  const spec: ClusterProfileSpec = {
    type,
    owner: 'group:default/platform',
    lifecycle: overrides.lifecycle ?? 'production',
    version,
    ...(type === 'add-on' ? ADD_ON : FULL_STACK),
    ...changes,
  };
  const document: ProfileVersion['document'] = {
    apiVersion: 'clusterprofiles.io/v1alpha1',
    kind: 'ClusterProfile',
    metadata: { name },
    spec,
  };
  return {
    profile: name,
    version,
    digest: versionDigest(document, {}),
    state: 'published',
    type,
    owner: spec.owner,
    lifecycle: spec.lifecycle,
    kubernetesVersion: spec.layers.find(({ kind }) => kind === 'kubernetes')
      ?.version,
    document,
    files: {},
    sources: [],
    authors: [],
    authorsKnown: true,
    approvers: [],
    changeId: 'change',
    publishedAt: '2026-01-01T00:00:00.000Z',
    ...overrides,
  };
}

/** Layers of `base`, with other versions by name. */
export function baseLayers(
  versions: Record<string, string> = {},
): ClusterProfileSpec['layers'] {
  return FULL_STACK.layers.map(layer => ({
    ...layer,
    version: versions[layer.name] ?? layer.version,
  }));
}

export const createRequest: CreateRequest = {
  kind: 'create',
  cluster: 'checkout-dev',
  owner: 'group:default/checkout',
  target: 'dev-eu1',
  profile: { name: 'base', version: '1.3.0' },
};

/** Facts before a cluster exists. */
export function newFacts(
  overrides: Partial<PlanningFacts> = {},
): PlanningFacts {
  return {
    clusterUid: CLUSTER_UID,
    versions: [aVersion()],
    target: aTarget(),
    clustersOnTarget: 0,
    ...overrides,
  };
}

/** Facts about a cluster as `request` made it, at revision 1. */
export function existingFacts(
  options: {
    request?: Partial<CreateRequest>;
    /** Changes of the desired state. */
    desired?: Partial<DesiredState>;
  } & Partial<PlanningFacts> = {},
): BaseFacts {
  const { request, desired: changes, ...overrides } = options;
  const facts = newFacts(overrides);
  const { desired } = resolveDesired(
    { ...createRequest, ...request },
    { ...facts, base: undefined, versions: facts.versions.map(usable) },
  );
  return { ...facts, base: { number: 1, desired: { ...desired, ...changes } } };
}

/** Facts about a cluster that was imported as `old-checkout`, at revision 1. */
export function importedFacts(
  overrides: Partial<PlanningFacts> = {},
): BaseFacts {
  const facts = newFacts({ observedKubernetes: '1.34.0', ...overrides });
  const { desired } = resolveDesired(
    {
      kind: 'import',
      cluster: createRequest.cluster,
      owner: createRequest.owner,
      target: createRequest.target,
      source: 'old-checkout',
    },
    facts,
  );
  return { ...facts, base: { number: 1, desired } };
}

// What runs may have been deprecated since.
function usable(version: ProfileVersion): ProfileVersion {
  return { ...version, state: 'published' };
}

export const noAnswers: GatheredAnswers = { rendered: {}, findings: [] };

/** The error of a call, with what it says of the request. */
export function refusalOf(call: () => unknown): {
  name: string;
  message: string;
  details: Finding[];
} {
  try {
    call();
  } catch (error) {
    return error as ReturnType<typeof refusalOf>;
  }
  throw new Error('Nothing was refused');
}

/** `severity code` of each finding. */
export function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}
