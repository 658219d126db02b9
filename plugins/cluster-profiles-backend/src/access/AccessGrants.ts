import { NotAllowedError } from '@backstage/errors';
import {
  ACCESS_ROLES,
  type AccessGrant,
  type AccessGrantRequest,
  type AccessOffer,
  type AccessRole,
  type ApprovalRequirement,
  type PendingAccess,
  type Plan,
  type PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { approvalsText } from '../changes/approvalsText';
import type { ChangeContext } from '../changes/ChangeContext';
import { demandApprovals } from '../changes/demandApprovals';
import { listDecisions } from '../changes/operations/getChange';
import { verifyApproval } from '../changes/verifyApproval';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { findUnsigned } from '../record/findUnsigned';
import { stricterPolicy } from '../policies/evaluatePolicies';
import { endOfAccess } from './endOfAccess';
import { planAccess } from './planAccess';

type Whom = { cluster: Pick<ClusterRow, 'uid' | 'name'>; subject: string };

const PENDING = ['planning', 'awaiting-approval', 'stale'];

/** What the policies want of access to a cluster, and who has it. */
export class AccessGrants {
  readonly #context: ChangeContext;

  constructor(options: { context: ChangeContext }) {
    this.#context = options.context;
  }

  /** What of some roles goes by approval, and where that stands. */
  async offer(
    roles: AccessRole[],
    whom: Whom,
  ): Promise<Pick<AccessOffer, 'byApproval' | 'granted' | 'pending'>> {
    const requirements = await Promise.all(
      roles.map(role => this.#requirements(role, whom)),
    );
    const byApproval = roles.filter(
      (_, index) => requirements[index].length > 0,
    );
    if (byApproval.length === 0) {
      return {};
    }
    return {
      byApproval,
      granted: await this.#granted(whom),
      pending: await this.#pending(whom),
    };
  }

  /** The grant that a role is given by; undefined where no policy asks for one. Throws `NotAllowedError` that says what to do. */
  async require(
    role: AccessRole,
    whom: Whom,
  ): Promise<AccessGrant | undefined> {
    const requirements = await this.#requirements(role, whom);
    if (requirements.length === 0) {
      return undefined;
    }
    const wanted = ACCESS_ROLES.indexOf(role);
    const grant = (await this.#granted(whom)).find(
      granted => ACCESS_ROLES.indexOf(granted.role) >= wanted,
    );
    if (!grant) {
      throw new NotAllowedError(
        `The role '${role}' on cluster '${whom.cluster.name}' needs ${approvalsText(requirements)}; ask for access with a reason, and get it once that is approved`,
      );
    }
    return grant;
  }

  /** The approvals that a role needs; none where no policy asks for them. */
  async #requirements(
    role: AccessRole,
    { cluster, subject }: Whom,
  ): Promise<ApprovalRequirement[]> {
    const request: AccessGrantRequest = {
      kind: 'access',
      cluster: cluster.name,
      role,
      hours: 1,
      reason: '',
    };
    const plan = await planAccess(this.#context, request, {
      clusterUid: cluster.uid,
      subject,
    });
    const change = {
      kind: request.kind,
      owner_ref: '',
      proposer: subject,
      subject_name: cluster.name,
      subject_uid: cluster.uid,
    };
    const { knex, config } = this.#context;
    return (await demandApprovals(knex, { change, plan, config })).requirements;
  }

  /** What was granted to one person on this very cluster and has not ended, the longest first. */
  async #granted(whom: Whom): Promise<AccessGrant[]> {
    const now = this.#context.clock.now().toISOString();
    const rows = await this.#changes(whom, ['applied']);
    const grants: AccessGrant[] = [];
    for (const row of rows) {
      const plan: Plan = JSON.parse(row.plan!);
      const until = endOfAccess(plan.access!, row.accepted_at!);
      if (until > now && (await this.#holds(row, plan, whom))) {
        grants.push({ change: row.id, role: plan.access!.role, until });
      }
    }
    return grants.sort((a, b) => (a.until > b.until ? -1 : 1));
  }

  /** What one person asked for and nobody has decided yet, the latest first. */
  async #pending(whom: Whom): Promise<PendingAccess[]> {
    const rows = await this.#changes(whom, PENDING);
    return rows.map(row => {
      const { role, hours }: AccessGrantRequest = JSON.parse(row.request);
      return {
        change: row.id,
        role,
        hours,
        state: row.state as PendingAccess['state'],
        ...(row.state_reason && { stateReason: row.state_reason }),
      };
    });
  }

  #changes({ cluster, subject }: Whom, states: string[]): Promise<ChangeRow[]> {
    return this.#context
      .knex<ChangeRow>('changes')
      .where({ kind: 'access', subject_uid: cluster.uid, proposer: subject })
      .whereIn('state', states)
      .orderBy('created_at', 'desc')
      .select();
  }

  /** Before anything is handed out: what was approved is what is stored, and enough for the policies of today. */
  async #holds(
    change: ChangeRow,
    plan: Plan,
    { cluster, subject }: Whom,
  ): Promise<boolean> {
    const { knex, config, keys } = this.#context;
    const policy = stricterPolicy(
      JSON.parse(change.policy!) as PolicySnapshot,
      await demandApprovals(knex, { change, plan, config }),
    );
    const decisions = await listDecisions(knex, change);
    return (
      plan.access!.clusterUid === cluster.uid &&
      plan.access!.subject === subject &&
      verifyApproval({ change, plan, decisions, policy }) === undefined &&
      findUnsigned(keys, { change, decisions }) === undefined
    );
  }
}
