import {
  planDigests,
  versionDigest,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import { exampleDocument } from '../profiles/__testUtils__/exampleProfile';
import { aChangeRow, anApproval } from './__testUtils__/changeRows';
import { verifyPublication } from './verifyPublication';

const PLATFORM = 'group:default/platform';

/** A publication that holds, link by link. */
function link() {
  const document = exampleDocument(() => {});
  const files = { './notes.md': 'a'.repeat(64) };
  const draft = {
    baseRevision: null,
    publication: {
      profile: document.metadata.name,
      version: document.spec.version,
      digest: versionDigest(document, files),
      stateAfter: 'published' as const,
      document,
      files,
      authors: ['user:default/author'],
      authorsKnown: true,
      usedBy: [],
      followers: [],
    },
    layers: [],
    settings: [],
    objects: { created: [], changed: [], removed: [] },
    machinesReplaced: [],
    kubernetesPath: [],
    rollbackClass: 'not-started' as const,
    irreversible: [],
    findings: [],
  };
  const digests = planDigests('publish', draft);
  const policy: PolicySnapshot = {
    requirements: [
      { group: PLATFORM, count: 1, policies: ['default'], reason: 'r' },
    ],
    excluded: ['user:default/paula', 'user:default/author'],
    expiryHours: 72,
  };
  return {
    change: aChangeRow({
      kind: 'publish',
      subject_kind: 'profile',
      policy: JSON.stringify(policy),
      plan_digest: digests.planDigest,
      revision_digest: digests.revisionDigest,
    }),
    plan: { ...draft, ...digests, plannedAt: '' } as Plan,
    decisions: [{ id: 1, ...anApproval() }],
  };
}

type Link = { change: ChangeRow; plan: Plan; decisions: ApprovalRow[] };

describe('verifyPublication', () => {
  it('holds as it was planned and approved', () => {
    expect(verifyPublication(link())).toBeUndefined();
  });

  it('ignores who uses it and who would follow: that moves by itself', () => {
    const chain = link();
    chain.plan.publication!.usedBy = ['payments'];
    chain.plan.publication!.followers = ['payments'];
    expect(verifyPublication(chain)).toBeUndefined();
  });

  it.each<[string, (chain: Link) => void, string]>([
    [
      'another layer in the document',
      ({ plan }) => {
        plan.publication!.document!.spec.layers[0].version = '0.0.1';
      },
      'content differs',
    ],
    [
      'another byte in a file',
      ({ plan }) => {
        plan.publication!.files!['./notes.md'] = 'b'.repeat(64);
      },
      'content differs',
    ],
    [
      'document and digest altered together',
      ({ plan }) => {
        const { publication } = plan;
        publication!.document!.spec.layers[0].version = '0.0.1';
        publication!.digest = versionDigest(
          publication!.document!,
          publication!.files!,
        );
      },
      'differs from the digest that was approved',
    ],
    [
      'another state afterwards',
      ({ plan }) => {
        plan.publication!.stateAfter = 'withdrawn';
      },
      'differs from the digest that was approved',
    ],
    [
      'fewer authors',
      ({ plan }) => {
        plan.publication!.authors = [];
      },
      'differs from the digest that was approved',
    ],
    [
      'another digest in the row',
      ({ change }) => {
        change.plan_digest = '0'.repeat(64);
      },
      'differs from the digest that was approved',
    ],
    [
      'another kind of change',
      ({ change }) => {
        change.kind = 'deprecate';
      },
      'differs from the digest that was approved',
    ],
    [
      'no approval',
      chain => {
        chain.decisions = [];
      },
      'Approvals are missing',
    ],
    [
      'a rejection only',
      ({ decisions }) => {
        decisions[0].decision = 'rejected';
      },
      'Approvals are missing',
    ],
    [
      'the approval of an author',
      ({ decisions }) => {
        decisions[0].approver = 'user:default/author';
      },
      'Approvals are missing',
    ],
    [
      'the approval of a stranger',
      ({ decisions }) => {
        decisions[0].groups = '["group:default/search"]';
      },
      'Approvals are missing',
    ],
  ])('breaks with %s', (_what, tamper, reason) => {
    const chain = link();
    tamper(chain);
    expect(verifyPublication(chain)).toContain(reason);
  });
});
