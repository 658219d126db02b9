import type { DesiredState } from '../model/desired';
import type { ProfileDocument } from '../model/profileVersion';
import { planDigests, versionDigest } from './digests';
import { verifyChain, type ChainInput } from './verifyChain';

const UID = 'uid-1';
const document: ProfileDocument = {
  apiVersion: 'clusterprofiles.io/v1alpha1',
  kind: 'ClusterProfile',
  metadata: { name: 'base' },
  spec: {
    type: 'full-stack',
    owner: 'group:default/platform',
    lifecycle: 'production',
    version: '1.0.0',
    layers: [{ name: 'cilium', kind: 'network', version: '1.18.3' }],
  },
};
const files = { './values.yaml': 'a'.repeat(64) };

/** A chain in which everything fits; each test breaks one thing. */
function chain(): ChainInput {
  const desired = {
    cluster: { uid: UID, name: 'shop', owner: 'group:default/checkout' },
    profiles: [
      {
        name: 'base',
        version: '1.0.0',
        type: 'full-stack',
        digest: versionDigest(document, files),
      },
    ],
    layers: [
      {
        name: 'cilium',
        profile: 'base',
        kind: 'network',
        version: '1.18.3',
        address: 'library:cilium',
        sha256: 'b'.repeat(64),
        dependsOn: [],
        values: {},
        driftMode: 'report',
        deadlineMinutes: 15,
      },
    ],
    nodePools: { controlPlane: { replicas: 1 }, workers: [] },
  } as unknown as DesiredState;
  const draft = {
    baseRevision: null,
    desired,
    layers: [],
    settings: [],
    objects: { created: [], changed: [], removed: [] },
    machinesReplaced: [],
    kubernetesPath: [],
    rollbackClass: 'not-started' as const,
    irreversible: [],
    findings: [],
  };
  const digests = planDigests('create', draft);
  return JSON.parse(
    JSON.stringify({
      revision: { clusterUid: UID, digest: digests.revisionDigest, desired },
      change: {
        kind: 'create',
        proposer: 'user:default/alice',
        plan: { ...draft, ...digests, plannedAt: '2026-01-01T00:00:00.000Z' },
        ...digests,
        policy: {
          requirements: [
            {
              group: 'group:default/platform',
              count: 1,
              policies: [],
              reason: '',
            },
            {
              group: 'group:default/security',
              count: 1,
              policies: [],
              reason: '',
            },
          ],
          excluded: ['user:default/emil'],
          expiryHours: 72,
        },
      },
      approvals: [
        approval(digests.planDigest, 'paula', 'platform'),
        approval(digests.planDigest, 'sam', 'security', 'platform'),
      ],
      versions: [
        {
          profile: 'base',
          version: '1.0.0',
          digest: versionDigest(document, files),
          document,
          files,
          sources: [
            {
              layer: 'cilium',
              source: { type: 'helm' },
              address: 'library:cilium',
              sha256: 'b'.repeat(64),
            },
          ],
        },
      ],
    }),
  );
}

function approval(planDigest: string, name: string, ...groups: string[]) {
  return {
    approver: `user:default/${name}`,
    groups: groups.map(group => `group:default/${group}`),
    decision: 'approved' as const,
    planDigest,
  };
}

/** Makes the plan anew, as somebody would who alters rows with care. */
function replan(it: ChainInput) {
  const digests = planDigests(it.change.kind, it.change.plan!);
  Object.assign(it.change, digests);
  Object.assign(it.change.plan!, digests);
}

describe('verifyChain', () => {
  it('accepts what fits, from a publication to a revision', () => {
    expect(verifyChain(chain())).toEqual({ ok: true });
  });

  it.each<[string, string, RegExp, (it: ChainInput) => void]>([
    [
      'a missing version',
      'publication',
      /is not there/,
      it => {
        it.versions = [];
      },
    ],
    [
      'an altered document',
      'publication',
      /digest that it was published with/,
      it => {
        it.versions[0].document.spec.lifecycle = 'experimental';
      },
    ],
    [
      'an altered file',
      'publication',
      /digest that it was published with/,
      it => {
        it.versions[0].files = {};
      },
    ],
    [
      'an altered version with a fitting digest',
      'publication',
      /another digest than the plan names/,
      it => {
        const version = it.versions[0];
        version.document.spec.lifecycle = 'experimental';
        version.digest = versionDigest(version.document, version.files);
      },
    ],
    [
      'altered bytes of a layer',
      'publication',
      /bytes of layer cilium/,
      it => {
        it.versions[0].sources[0].sha256 = 'c'.repeat(64);
      },
    ],
    [
      'bytes that nobody pinned',
      'publication',
      /bytes of layer cilium/,
      it => {
        it.versions[0].sources = [];
      },
    ],
    [
      'a layer of another version',
      'publication',
      /another version/,
      it => {
        it.change.plan!.desired!.layers[0].version = '1.0.0';
      },
    ],
    [
      'a layer that the profile does not have',
      'publication',
      /not in the profile/,
      it => {
        it.change.plan!.desired!.layers[0].name = 'other';
      },
    ],
    [
      'no plan',
      'plan',
      /no plan/,
      it => {
        it.change.plan = undefined;
      },
    ],
    [
      'an altered plan',
      'plan',
      /revisionDigest/,
      it => {
        it.change.plan!.desired!.nodePools.controlPlane.replicas = 9;
      },
    ],
    [
      'altered consequences',
      'plan',
      /impactDigest/,
      it => {
        it.change.plan!.objects.removed = ['everything'];
      },
    ],
    [
      'another kind of change',
      'plan',
      /revisionDigest/,
      it => {
        it.change.kind = 'delete';
      },
    ],
    [
      'an altered plan digest',
      'plan',
      /planDigest/,
      it => {
        it.change.planDigest = '0';
      },
    ],
    [
      'a plan of another cluster',
      'plan',
      /another cluster/,
      it => {
        it.revision.clusterUid = 'uid-2';
      },
    ],
    [
      'no policy',
      'approvals',
      /what its policies demanded/,
      it => {
        it.change.policy = undefined;
      },
    ],
    [
      'too few approvals',
      'approvals',
      /1 of group:default\/security/,
      it => {
        it.approvals.pop();
      },
    ],
    [
      'an approval by the proposer',
      'approvals',
      /missing/,
      it => {
        it.approvals[0].approver = 'user:default/alice';
      },
    ],
    [
      'an approval by an author',
      'approvals',
      /missing/,
      it => {
        it.approvals[0].approver = 'user:default/emil';
      },
    ],
    [
      'one person for two slots',
      'approvals',
      /missing/,
      it => {
        it.approvals[0] = it.approvals[1];
      },
    ],
    [
      'an approval of another plan',
      'approvals',
      /missing/,
      it => {
        it.approvals[0].planDigest = '0';
      },
    ],
    [
      'a rejection',
      'approvals',
      /rejected this plan/,
      it => {
        it.approvals[0].decision = 'rejected';
      },
    ],
    [
      'a plan that was made anew after approval',
      'approvals',
      /missing/,
      it => {
        it.change.plan!.desired!.nodePools.controlPlane.replicas = 9;
        replan(it);
      },
    ],
    [
      'an altered digest of the revision',
      'revision',
      /another digest/,
      it => {
        it.revision.digest = '0';
      },
    ],
    [
      'an altered revision',
      'revision',
      /desired state/,
      it => {
        it.revision.desired.nodePools.controlPlane.replicas = 9;
      },
    ],
  ])('refuses %s', (_, link, reason, alter) => {
    const altered = chain();
    alter(altered);
    expect(verifyChain(altered)).toEqual({
      ok: false,
      link,
      reason: expect.stringMatching(reason),
    });
  });

  it('needs no approval where the policies demand none', () => {
    const free = chain();
    free.change.policy!.requirements = [];
    free.approvals = [];
    expect(verifyChain(free)).toEqual({ ok: true });
  });

  it('needs no approval where glass was broken for this very plan', () => {
    const broken = chain();
    broken.approvals = [];
    broken.breakGlass = { planDigest: broken.change.planDigest! };
    expect(verifyChain(broken)).toEqual({ ok: true });
    broken.breakGlass = { planDigest: 'f'.repeat(64) };
    expect(verifyChain(broken)).toMatchObject({ ok: false, link: 'approvals' });
  });

  it('refuses what was rejected, whatever was broken', () => {
    const rejected = chain();
    rejected.breakGlass = { planDigest: rejected.change.planDigest! };
    rejected.approvals[0].decision = 'rejected';
    expect(verifyChain(rejected)).toMatchObject({
      ok: false,
      link: 'approvals',
    });
  });
});
