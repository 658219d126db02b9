import type {
  Activity,
  Change,
  ChangeSummary,
  Cluster,
  ClusterDetail,
  DesiredState,
  LayerDifference,
  Plan,
  ProfileLayer,
  ProfileSummary,
  ProfileVersionDetail,
  ProfileVersionSummary,
  Revision,
  TargetListItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const helm = (repository: string, chart: string) =>
  ({ type: 'helm', repository, chart }) as const;

/** Layers of production-base, by Kubernetes version and version of the ingress. */
export function layers(kubernetes: string, ingress: string): ProfileLayer[] {
  return [
    {
      name: 'ubuntu',
      kind: 'os',
      version: '24.04.3',
      source: { type: 'image', repository: 'library', image: 'ubuntu' },
    },
    { name: 'kubernetes', kind: 'kubernetes', version: kubernetes },
    {
      name: 'cilium',
      kind: 'network',
      version: '1.18.3',
      source: helm('library', 'cilium'),
    },
    {
      name: 'rook-ceph',
      kind: 'storage',
      version: '1.18.4',
      source: helm('library', 'rook-ceph'),
      dependsOn: ['cilium'],
    },
    {
      name: 'ingress-nginx',
      kind: 'addon',
      category: 'ingress',
      version: ingress,
      source: helm('library', 'ingress-nginx'),
      dependsOn: ['cilium'],
    },
    {
      name: 'kube-prometheus-stack',
      kind: 'addon',
      category: 'monitoring',
      version: '77.6.0',
      source: helm('library', 'kube-prometheus-stack'),
      dependsOn: ['rook-ceph'],
    },
    {
      name: 'cert-manager',
      kind: 'addon',
      category: 'security',
      version: '1.18.2',
      source: helm('library', 'cert-manager'),
      dependsOn: ['cilium'],
    },
  ];
}

export const parametersSchema = {
  type: 'object',
  required: ['workers'],
  properties: {
    workers: {
      type: 'integer',
      minimum: 3,
      maximum: 50,
      default: 3,
      title: 'Worker nodes',
    },
    ingressReplicas: {
      type: 'integer',
      minimum: 1,
      default: 2,
      title: 'Ingress replicas',
    },
  },
};

function versionSummary(
  version: string,
  kubernetesVersion: string,
  more: Partial<ProfileVersionSummary> = {},
): ProfileVersionSummary {
  return {
    version,
    digest: 'd1'.repeat(32),
    state: 'published',
    lifecycle: 'production',
    kubernetesVersion,
    publishedAt: '2026-02-01T10:00:00.000Z',
    authors: ['user:default/pete'],
    approvers: ['user:default/paula'],
    changeId: `publish-${version}`,
    clusters: 1,
    layers: layers(kubernetesVersion, '4.13.3'),
    ...more,
  };
}

export function profiles(): ProfileSummary[] {
  return [
    {
      name: 'production-base',
      title: 'Production base',
      description:
        'Hardened Ubuntu, Cilium and Rook for services that face customers',
      type: 'full-stack',
      owner: 'group:default/platform',
      lifecycle: 'production',
      latestVersion: '1.4.0',
      use: { allowed: true },
      versions: [
        versionSummary('1.4.0', '1.35.2', {
          releaseNotes: 'Kubernetes 1.35.2',
          clusters: 2,
        }),
        versionSummary('1.3.1', '1.34.4', {
          releaseNotes: 'ingress-nginx 4.13.3',
        }),
        versionSummary('1.3.0', '1.34.4', {
          state: 'deprecated',
          stateReason: 'The ingress has a known weakness.',
          endOfLife: '2026-09-30',
        }),
      ],
    },
    {
      name: 'ai-ml-gpu',
      title: 'AI and ML on GPUs',
      description: 'GPU-ready Ubuntu with the NVIDIA GPU operator',
      type: 'full-stack',
      owner: 'group:default/platform',
      lifecycle: 'experimental',
      latestVersion: '1.0.0',
      use: {
        allowed: false,
        reason: 'Only members of data-science may request it.',
      },
      versions: [versionSummary('1.0.0', '1.34.4')],
    },
    {
      name: 'edge-small',
      title: 'Edge, small',
      description: 'Flatcar and K3s for one site',
      type: 'infrastructure',
      owner: 'group:default/platform',
      lifecycle: 'production',
      latestVersion: '1.0.0',
      use: { allowed: true },
      versions: [versionSummary('1.0.0', '1.34.4')],
    },
    {
      name: 'observability',
      type: 'add-on',
      owner: 'group:default/platform',
      lifecycle: 'production',
      latestVersion: '1.0.0',
      use: { allowed: true },
      versions: [versionSummary('1.0.0', '1.34.4')],
    },
  ];
}

export function profileVersion(
  profile: string,
  version: string,
): ProfileVersionDetail {
  const kubernetesVersion = version === '1.4.0' ? '1.35.2' : '1.34.4';
  return {
    profile,
    version,
    digest: 'd1'.repeat(32),
    state: version === '1.3.0' ? 'deprecated' : 'published',
    type: 'full-stack',
    title: 'Production base',
    owner: 'group:default/platform',
    lifecycle: 'production',
    kubernetesVersion,
    releaseNotes: `Kubernetes ${kubernetesVersion}`,
    document: {
      apiVersion: 'clusterprofiles.io/v1alpha1',
      kind: 'ClusterProfile',
      metadata: { name: profile },
      spec: {
        type: 'full-stack',
        owner: 'group:default/platform',
        lifecycle: 'production',
        version,
        parameters: parametersSchema,
        layers: layers(kubernetesVersion, '4.13.3'),
      },
    },
    files: {},
    sources: [],
    authors: ['user:default/pete'],
    authorsKnown: true,
    approvers: ['user:default/paula'],
    changeId: `publish-${version}`,
    publishedAt: '2026-02-01T10:00:00.000Z',
    usedBy: ['shop-prod'],
  };
}

export function targets(): TargetListItem[] {
  const target = (
    name: string,
    stage: TargetListItem['stage'],
    more: Partial<TargetListItem> = {},
  ): TargetListItem => ({
    name,
    provider: 'simulator',
    region: 'eu-central-1',
    stage,
    labels: {},
    variables: {},
    use: { allowed: true },
    findings: [],
    ...more,
  });
  return [
    target('dev-eu1', 'development'),
    target('staging-eu1', 'staging'),
    target('prod-eu1', 'production'),
    target('prod-us1', 'production', {
      region: 'us-east-1',
      use: { allowed: false, reason: 'Your group has no access. Ask platform.' },
    }),
  ];
}

export function desired(more: Partial<DesiredState> = {}): DesiredState {
  return {
    cluster: {
      uid: 'uid-shop-prod',
      name: 'shop-prod',
      owner: 'group:default/checkout',
    },
    profiles: [
      {
        name: 'production-base',
        version: '1.3.1',
        digest: 'd1'.repeat(32),
        type: 'full-stack',
      },
    ],
    parameters: { 'production-base': { workers: 5, ingressReplicas: 2 } },
    poolOverrides: {},
    nodePools: {
      controlPlane: { replicas: 3 },
      workers: [{ name: 'general', replicas: 5 }],
    },
    layers: layers('1.34.4', '4.13.3').map(layer => ({
      ...layer,
      profile: 'production-base',
      dependsOn: layer.dependsOn ?? [],
      values: {},
      driftMode: 'report',
      deadlineMinutes: 15,
    })),
    driftModes: {},
    follow: 'patch',
    target: {
      name: 'prod-eu1',
      provider: 'simulator',
      region: 'eu-central-1',
      stage: 'production',
      labels: {},
      variables: {},
    },
    paused: false,
    protected: false,
    deleted: false,
    ...more,
  };
}

export function cluster(more: Partial<Cluster> = {}): Cluster {
  return {
    uid: 'uid-shop-prod',
    name: 'shop-prod',
    owner: 'group:default/checkout',
    target: 'prod-eu1',
    provider: 'simulator',
    region: 'eu-central-1',
    stage: 'production',
    phase: 'ready',
    phaseReason: 'All layers are healthy.',
    profiles: desired().profiles,
    behind: 1,
    latestVersion: '1.4.0',
    kubernetesVersion: '1.34.4',
    drift: 'InSync',
    follow: 'patch',
    paused: false,
    protected: false,
    revision: 2,
    appliedRevision: 2,
    createdAt: '2026-01-10T09:00:00.000Z',
    updatedAt: '2026-03-01T09:00:00.000Z',
    observedAt: '2026-03-01T09:00:00.000Z',
    ...more,
  };
}

export function clusters(): Cluster[] {
  return [
    cluster(),
    cluster({
      uid: 'uid-shop-dev',
      name: 'shop-dev',
      target: 'dev-eu1',
      stage: 'development',
      phase: 'provisioning',
      phaseReason: 'Control plane: 1 of 3 machines is ready.',
      behind: 0,
      drift: 'Unknown',
      kubernetesVersion: undefined,
      change: { id: 'create-shop-dev', kind: 'create', state: 'applying' },
    }),
    cluster({
      uid: 'uid-search-staging',
      name: 'search-staging',
      owner: 'group:default/search',
      target: 'staging-eu1',
      stage: 'staging',
      phase: 'degraded',
      phaseReason: 'ingress-nginx: 0 of 2 replicas are available.',
      behind: 2,
      drift: 'Drifted',
    }),
    cluster({
      uid: 'uid-search-prod',
      name: 'search-prod',
      owner: 'group:default/search',
      phase: 'held',
      phaseReason: 'A foreign instance writes to this cluster.',
      behind: 0,
      protected: true,
    }),
    cluster({
      uid: 'uid-edge',
      name: 'a-cluster-with-quite-a-long-name-for-one-site-on-the-edge',
      target: 'edge-lab',
      stage: 'development',
      phase: 'unknown',
      phaseReason: 'The provider has not answered since 08:12.',
      drift: 'Unknown',
      behind: 0,
    }),
  ];
}

export function clusterDetail(
  more: Partial<ClusterDetail> = {},
): ClusterDetail {
  const state = desired();
  return {
    ...cluster(),
    desired: state,
    layers: state.layers.map(({ name, kind, category, version }) => ({
      name,
      profile: 'production-base',
      kind,
      category,
      desiredVersion: version,
      observed: {
        name,
        version: name === 'ingress-nginx' ? '4.13.2' : version,
        health: name === 'ingress-nginx' ? 'Degraded' : 'Healthy',
        drift: name === 'ingress-nginx' ? 'Drifted' : 'InSync',
        message:
          name === 'ingress-nginx'
            ? '0 of 2 replicas are available'
            : undefined,
      },
      waitsFor: [],
    })),
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'LayerDegraded',
        message: 'ingress-nginx is degraded.',
        lastTransitionTime: '2026-03-01T08:00:00.000Z',
      },
      {
        type: 'ControlPlaneReady',
        status: 'True',
        reason: 'AllMachinesReady',
        message: '',
        lastTransitionTime: '2026-02-01T08:00:00.000Z',
      },
    ],
    observed: {
      current: true,
      apiReachable: true,
      deleting: false,
      paused: false,
      conditions: [],
      machines: ['controlPlane', 'controlPlane', 'controlPlane'].map(
        (pool, index) => ({
          name: `shop-prod-cp-${index}`,
          pool,
          kubernetesVersion: '1.34.4',
          ready: true,
          upToDate: true,
          deleting: false,
        }),
      ),
      layers: [],
      leftovers: [],
    },
    ...more,
  };
}

export function layerDifferences(): LayerDifference[] {
  return layers('1.34.4', '4.13.2').map(({ name, kind, category, version }) => {
    const base = { name, kind, category, versionBefore: version };
    if (name === 'kubernetes') {
      return {
        ...base,
        action: 'changed',
        versionAfter: '1.35.2',
        semver: 'minor',
        values: [],
      };
    }
    if (name === 'ingress-nginx') {
      return {
        ...base,
        action: 'changed',
        versionAfter: '4.13.3',
        semver: 'patch',
        values: [
          { path: '/values/controller/replicaCount', before: 2, after: 3 },
          { path: '/values/controller/metrics', after: { enabled: true } },
        ],
      };
    }
    return { ...base, action: 'unchanged', versionAfter: version, values: [] };
  });
}

export function plan(more: Partial<Plan> = {}): Plan {
  return {
    baseRevision: 2,
    layers: layerDifferences(),
    settings: [
      { path: '/parameters/production-base/workers', before: 3, after: 5 },
    ],
    objects: {
      created: [],
      changed: ['Deployment ingress-nginx/controller'],
      removed: ['ConfigMap ingress-nginx/legacy'],
    },
    machinesReplaced: [
      { pool: 'controlPlane', count: 3, reason: 'Kubernetes 1.35.2' },
      { pool: 'general', count: 5, reason: 'Kubernetes 1.35.2' },
    ],
    kubernetesPath: ['1.34.4', '1.35.2'],
    rollbackClass: 'forward-only',
    irreversible: ['Kubernetes 1.35.2 can not go back to 1.34.4.'],
    findings: [
      {
        severity: 'warn',
        code: 'images-not-pinned',
        message: 'ingress-nginx uses 2 images that are not pinned by digest.',
        layer: 'ingress-nginx',
      },
      {
        severity: 'ok',
        code: 'kubernetes-path',
        message: 'Kubernetes moves one minor version.',
      },
    ],
    revisionDigest: 'a'.repeat(64),
    impactDigest: 'b'.repeat(64),
    planDigest: 'c'.repeat(64),
    plannedAt: '2026-03-01T09:59:00.000Z',
    ...more,
  };
}

export function change(more: Partial<Change> = {}): Change {
  const requirement = {
    group: 'group:default/platform',
    count: 1,
    policies: ['production'],
    reason: 'Changes of production clusters need the platform team.',
  };
  return {
    id: 'change-1',
    kind: 'upgrade',
    subject: { kind: 'cluster', name: 'shop-prod', uid: 'uid-shop-prod' },
    state: 'awaiting-approval',
    proposer: 'user:default/alice',
    seed: false,
    comment: 'We need the new API.',
    summary: 'production-base 1.3.1 → 1.4.0',
    stage: 'production',
    target: 'prod-eu1',
    planDigest: 'c'.repeat(64),
    missingApprovals: 1,
    createdAt: '2026-03-01T09:58:00.000Z',
    updatedAt: '2026-03-01T10:00:00.000Z',
    request: { kind: 'upgrade', cluster: 'shop-prod', version: '1.4.0' },
    plan: plan(),
    approval: {
      requirements: [requirement],
      excluded: ['user:default/alice'],
      expiryHours: 72,
      given: [],
      missing: [requirement],
      eligible: ['user:default/paula', 'user:default/pete'],
    },
    steps: [],
    permitted: {
      approve: { allowed: true },
      reject: { allowed: true },
      cancel: { allowed: false },
      replan: { allowed: true },
      retry: { allowed: false },
    },
    ...more,
  };
}

export function changes(): ChangeSummary[] {
  return [
    change(),
    change({
      id: 'create-shop-dev',
      kind: 'create',
      subject: { kind: 'cluster', name: 'shop-dev' },
      state: 'applying',
      summary: 'production-base 1.4.0 on dev-eu1',
      missingApprovals: 0,
      stage: 'development',
    }),
    change({
      id: 'publish-1.4.0',
      kind: 'publish',
      subject: { kind: 'profile', name: 'production-base' },
      state: 'applied',
      proposer: 'user:default/pete',
      summary: 'production-base 1.4.0',
      missingApprovals: 0,
    }),
    change({
      id: 'failed-1',
      kind: 'resize',
      subject: { kind: 'cluster', name: 'search-staging' },
      state: 'failed',
      proposer: 'user:default/carol',
      summary: 'general 3 → 6',
      missingApprovals: 0,
    }),
  ];
}

export function revisions(): Revision[] {
  const revision = (
    number: number,
    state: Revision['state'],
    more: Partial<DesiredState>,
  ): Revision => ({
    clusterUid: 'uid-shop-prod',
    number,
    digest: String(number).repeat(64),
    desired: desired(more),
    changeId: `change-${number}`,
    createdAt: `2026-02-0${number}T10:00:00.000Z`,
    state,
  });
  return [
    revision(1, 'superseded', {
      nodePools: {
        controlPlane: { replicas: 3 },
        workers: [{ name: 'general', replicas: 3 }],
      },
    }),
    revision(2, 'applied', {}),
  ];
}

export function activity(): Activity[] {
  return [
    {
      id: 2,
      at: '2026-03-01T10:00:00.000Z',
      actor: 'system:planner',
      subject: { kind: 'change', name: 'change-1' },
      changeId: 'change-1',
      type: 'change-planned',
      message: 'planned; 1 approval is needed',
    },
    {
      id: 1,
      at: '2026-03-01T09:58:00.000Z',
      actor: 'user:default/alice',
      subject: { kind: 'change', name: 'change-1' },
      changeId: 'change-1',
      type: 'change-proposed',
      message: 'proposed the upgrade to production-base 1.4.0',
    },
  ];
}
