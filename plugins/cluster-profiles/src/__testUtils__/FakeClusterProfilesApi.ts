import { NotFoundError } from '@backstage/errors';
import type {
  AccessOffer,
  AccessRequest,
  BulkRequest,
  Change,
  ChangeRequest,
  Cluster,
  ClusterDrift,
  DriftAdoption,
  ClusterProfilesApi,
  ImportableClusters,
  PolicyAnswer,
  PolicyQuestion,
  Preview,
  ProfileDrift,
  ProviderStatus,
  TypicalTimes,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import * as fixtures from './fixtures';

const NOTHING_PERMITTED: Change['permitted'] = {
  approve: { allowed: false },
  reject: { allowed: false },
  withdrawApproval: { allowed: false },
  comment: { allowed: true },
  cancel: { allowed: false },
  replan: { allowed: false },
  retry: { allowed: false },
  breakGlass: { allowed: false },
  review: { allowed: false },
};

const STEPS: Change['steps'] = [
  {
    id: 'control-plane',
    title: 'Control plane',
    state: 'done',
    startedAt: '2026-03-01T10:00:00.000Z',
    finishedAt: '2026-03-01T10:03:12.000Z',
  },
  {
    id: 'cilium',
    title: 'Network: cilium',
    state: 'running',
    message: '2 of 3 agents are ready',
    startedAt: '2026-03-01T10:03:12.000Z',
  },
  {
    id: 'workers',
    title: 'Workers: general',
    state: 'waiting',
    message: 'waits for cilium',
  },
  { id: 'ingress-nginx', title: 'Ingress: ingress-nginx', state: 'pending' },
];

/** The API in memory, for component tests and the development app. */
export class FakeClusterProfilesApi implements ClusterProfilesApi {
  changes = new Map<string, Change>(
    fixtures.changes().map(summary => [
      summary.id,
      fixtures.change({
        ...summary,
        plan:
          summary.kind === 'create' ? fixtures.createPlan() : fixtures.plan(),
        steps: summary.state === 'applying' ? STEPS : [],
        permitted: ['applying', 'applied'].includes(summary.state)
          ? NOTHING_PERMITTED
          : fixtures.change().permitted,
      }),
    ]),
  );
  clusters = fixtures.clusters();
  profiles = fixtures.profiles();
  targets = fixtures.targets();
  providers: ProviderStatus[] = [
    {
      name: 'simulator',
      targets: ['dev-eu1', 'prod-eu1'],
      clusters: 3,
      unanswered: 0,
      state: 'fresh',
      answeredAt: '2026-03-01T10:00:00.000Z',
      troubles: [],
    },
  ];
  typicalTimes: Omit<TypicalTimes, 'kind'> = {
    all: { seconds: 540, successes: 20 },
    profiles: { 'production-base': { seconds: 600, successes: 12 } },
    steps: { 'control-plane': { seconds: 200, successes: 20 } },
  };
  preview: Omit<Preview, 'id'> = {
    state: 'ready',
    plan: fixtures.plan(),
    approval: fixtures.change().approval,
    expiresAt: '2026-03-01T11:00:00.000Z',
  };
  importable: ImportableClusters = { listed: true, items: [], more: false };
  accessOffer: AccessOffer = { roles: ['view', 'edit'] };
  driftAdoption: DriftAdoption = { allowed: false, reason: 'Nothing sets it' };
  drift: Omit<ClusterDrift, 'cluster'> = {
    layers: [],
    findings: [],
    exceptions: [],
  };
  profileDrift: Omit<ProfileDrift, 'profile'> = { clusters: 0, layers: [] };
  /** Layers that were to be corrected. */
  corrected: string[] = [];
  /** Requests in the order in which they came. */
  proposed: ChangeRequest[] = [];
  previewed: ChangeRequest[] = [];
  bulkPreviewed: BulkRequest[] = [];
  accessRequested: AccessRequest[] = [];
  decided: Array<{ id: string; decision: string; planDigest: string }> = [];

  listProfiles: ClusterProfilesApi['listProfiles'] = async () => this.profiles;

  getProfile: ClusterProfilesApi['getProfile'] = async name =>
    found(
      this.profiles.find(profile => profile.name === name),
      name,
    );

  getProfileVersion: ClusterProfilesApi['getProfileVersion'] = async (
    name,
    version,
  ) => fixtures.profileVersion(name, version);

  diffProfile: ClusterProfilesApi['diffProfile'] = async ({
    name,
    from,
    to,
  }) => ({
    profile: name,
    from,
    to,
    layers: fixtures.layerDifferences(),
    settings: [
      { path: '/nodePools/controlPlane/replicas', before: 1, after: 3 },
    ],
    kubernetesPath: ['1.34.4', '1.35.2'],
    findings: [],
  });

  validateProfile: ClusterProfilesApi['validateProfile'] = async () => ({
    findings: [],
  });

  listTargets: ClusterProfilesApi['listTargets'] = async () => this.targets;

  listImportable: ClusterProfilesApi['listImportable'] = async () =>
    this.importable;

  listLayers: ClusterProfilesApi['listLayers'] = async () =>
    fixtures.layersInUse();

  listProviders: ClusterProfilesApi['listProviders'] = async () =>
    this.providers;

  getTypicalTimes: ClusterProfilesApi['getTypicalTimes'] = async ({
    kind,
  }) => ({
    ...this.typicalTimes,
    kind,
  });

  getFleet: ClusterProfilesApi['getFleet'] = async () => {
    const count = (counts: (cluster: Cluster) => boolean) =>
      this.clusters.filter(counts).length;
    return {
      total: this.clusters.length,
      withIssues: count(({ hasIssue }) => hasIssue),
      unknown: count(({ phase }) => phase === 'unknown'),
      drifted: count(({ drift }) => drift === 'Drifted'),
      behind: count(({ behind }) => behind > 0),
      unsupported: 0,
      changing: count(({ phase }) =>
        ['provisioning', 'updating', 'deleting'].includes(phase),
      ),
    };
  };

  listClusters: ClusterProfilesApi['listClusters'] = async (query = {}) => {
    const { search = '', stage, phase, offset = 0, limit = 50 } = query;
    const items = this.clusters.filter(
      cluster =>
        cluster.name.includes(search) &&
        (!stage?.length || stage.includes(cluster.stage)) &&
        (!phase?.length || phase.includes(cluster.phase)),
    );
    return {
      items: items.slice(offset, offset + limit),
      totalCount: items.length,
    };
  };

  getCluster: ClusterProfilesApi['getCluster'] = async name => {
    const cluster = found(
      this.clusters.find(candidate => candidate.name === name),
      name,
    );
    return { ...fixtures.clusterDetail(), ...cluster };
  };

  checkClusterName: ClusterProfilesApi['checkClusterName'] = async name =>
    this.clusters.some(cluster => cluster.name === name)
      ? { available: false, reason: `${name} is taken` }
      : { available: true };

  listRevisions: ClusterProfilesApi['listRevisions'] = async () =>
    fixtures.revisions();

  getDrift: ClusterProfilesApi['getDrift'] = async cluster => ({
    ...this.drift,
    cluster,
  });

  getDriftAdoption: ClusterProfilesApi['getDriftAdoption'] = async () =>
    this.driftAdoption;

  correctDrift: ClusterProfilesApi['correctDrift'] = async (
    cluster,
    { layer },
  ) => {
    this.corrected.push(layer);
    return { ...this.drift, cluster };
  };

  getProfileDrift: ClusterProfilesApi['getProfileDrift'] = async profile => ({
    ...this.profileDrift,
    profile,
  });

  getAccessOffer: ClusterProfilesApi['getAccessOffer'] = async () =>
    this.accessOffer;

  requestAccess: ClusterProfilesApi['requestAccess'] = async (
    cluster,
    request,
  ) => {
    this.accessRequested.push(request);
    return fixtures.clusterAccess({ cluster, role: request.role });
  };

  exportCluster: ClusterProfilesApi['exportCluster'] = async () => '';

  propose: ClusterProfilesApi['propose'] = async request => {
    this.proposed.push(request);
    return fixtures.change({ request, kind: request.kind });
  };

  startPreview: ClusterProfilesApi['startPreview'] = async request => {
    this.previewed.push(request);
    return {
      ...this.preview,
      id: `preview-${this.previewed.length}`,
      plan: undefined,
      approval: undefined,
      state: 'planning',
    };
  };

  getPreview: ClusterProfilesApi['getPreview'] = async id => ({
    ...this.preview,
    id,
  });

  startBulkPreview: ClusterProfilesApi['startBulkPreview'] = async bulk => {
    this.bulkPreviewed.push(bulk);
    return {
      ...fixtures.bulkPreview(bulk.requests.map(({ cluster }) => cluster)),
      state: 'planning',
    };
  };

  getBulkPreview: ClusterProfilesApi['getBulkPreview'] = async () =>
    fixtures.bulkPreview(
      this.bulkPreviewed.at(-1)!.requests.map(({ cluster }) => cluster),
    );

  proposeBulk: ClusterProfilesApi['proposeBulk'] = async bulk => {
    this.proposed.push(...bulk.requests);
    return {
      items: bulk.requests.map(request => ({
        cluster: request.cluster,
        change: fixtures.change({ request, kind: request.kind }),
      })),
    };
  };

  listChanges: ClusterProfilesApi['listChanges'] = async (query = {}) => {
    const { state, kind, stage, proposer, waitingForMe, subject } = query;
    const { search = '', offset = 0, limit = 50 } = query;
    const items = [...this.changes.values()].filter(
      change =>
        (!state?.length || state.includes(change.state)) &&
        (!proposer || change.proposer === proposer) &&
        (!subject || change.subject.name === subject) &&
        (!kind?.length || kind.includes(change.kind)) &&
        (!stage?.length ||
          stage.some(candidate => candidate === change.stage)) &&
        change.subject.name.includes(search) &&
        (!waitingForMe ||
          change.state === 'awaiting-approval' ||
          change.breakGlass?.review === 'open'),
    );
    return {
      items: items.slice(offset, offset + limit),
      totalCount: items.length,
    };
  };

  getChange: ClusterProfilesApi['getChange'] = async id =>
    found(this.changes.get(id), id);

  approveChange: ClusterProfilesApi['approveChange'] = async (
    id,
    { planDigest },
  ) => {
    this.decided.push({ id, decision: 'approve', planDigest });
    return this.#move(id, { state: 'accepted', permitted: NOTHING_PERMITTED });
  };

  rejectChange: ClusterProfilesApi['rejectChange'] = async (
    id,
    { planDigest, comment },
  ) => {
    this.decided.push({ id, decision: 'reject', planDigest });
    return this.#move(id, {
      state: 'rejected',
      stateReason: comment,
      permitted: NOTHING_PERMITTED,
    });
  };

  breakGlass: ClusterProfilesApi['breakGlass'] = async (
    id,
    { planDigest, reason },
  ) => {
    this.decided.push({ id, decision: 'break-glass', planDigest });
    return this.#move(id, {
      state: 'accepted',
      permitted: NOTHING_PERMITTED,
      breakGlass: fixtures.breakGlass({ reason, planDigest }),
    });
  };

  reviewBreakGlass: ClusterProfilesApi['reviewBreakGlass'] = async (
    id,
    { verdict, comment },
  ) => {
    const change = found(this.changes.get(id), id);
    const { reviews } = change.breakGlass!;
    return this.#move(id, {
      breakGlass: fixtures.breakGlass({
        review: verdict === 'rejected' ? 'rejected' : 'open',
        missing: verdict === 'rejected' ? 0 : 1,
        reviews: [
          ...reviews,
          {
            reviewer: 'user:default/pete',
            verdict,
            comment,
            at: '2026-03-01T10:05:00.000Z',
          },
        ],
        ...(verdict === 'rejected' && { revert: 'change-2' }),
      }),
      permitted: {
        ...change.permitted,
        review: { allowed: false, reason: 'You have reviewed it already' },
      },
    });
  };

  withdrawApproval: ClusterProfilesApi['withdrawApproval'] = async (
    id,
    { planDigest },
  ) => {
    this.decided.push({ id, decision: 'withdraw', planDigest });
    return this.#move(id, {
      state: 'awaiting-approval',
      permitted: NOTHING_PERMITTED,
    });
  };

  commentChange: ClusterProfilesApi['commentChange'] = async (id, { text }) =>
    this.#move(id, {
      comments: [
        ...found(this.changes.get(id), id).comments,
        { author: 'user:default/paula', text, at: '2026-03-01T11:00:00.000Z' },
      ],
    });

  /** What was asked, and what is answered. */
  policyQuestions: PolicyQuestion[] = [];
  policyAnswer: PolicyAnswer = fixtures.policyAnswer();
  explainPolicies: ClusterProfilesApi['explainPolicies'] = async question => {
    this.policyQuestions.push(question);
    return this.policyAnswer;
  };

  cancelChange: ClusterProfilesApi['cancelChange'] = async id =>
    this.#move(id, { state: 'cancelled', permitted: NOTHING_PERMITTED });

  replanChange: ClusterProfilesApi['replanChange'] = async id =>
    this.#move(id, { state: 'planning' });

  retryChange: ClusterProfilesApi['retryChange'] = async id =>
    this.#move(id, { state: 'applying' });

  listActivity: ClusterProfilesApi['listActivity'] = async () => ({
    items: fixtures.activity(),
    totalCount: 2,
  });

  listCheckpoints: ClusterProfilesApi['listCheckpoints'] = async () => ({
    items: [],
    totalCount: 0,
  });

  getEvidence: ClusterProfilesApi['getEvidence'] = async () => '';

  eraseWords: ClusterProfilesApi['eraseWords'] = async () => ({
    pseudonym: 'erased:0',
    entries: 0,
    kept: 0,
  });

  getWriteSwitch: ClusterProfilesApi['getWriteSwitch'] = async () => ({
    writes: true,
  });

  setWriteSwitch: ClusterProfilesApi['setWriteSwitch'] = async change => change;

  #move(id: string, next: Partial<Change>): Change {
    const change = { ...found(this.changes.get(id), id), ...next };
    this.changes.set(id, change);
    return change;
  }
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) {
    throw new NotFoundError(`${name} does not exist`);
  }
  return value;
}
