import type { ApprovalRow, ChangeRow } from '../../database/tables';
import { both, POLICIES, suffices, type Demand } from './policies';
import { PLATFORM } from './people';

/** The plan of a change that somebody decided on. */
const planOf = (row: Pick<ChangeRow, 'id' | 'plan_digest' | 'planned_at'>) =>
  `${row.id} ${row.plan_digest} ${row.planned_at}`;

/** The small model: what was said and asked for, kept apart from what the code stores. */
export class Journal {
  /** Index into `POLICIES`. */
  policy = 0;
  /** Since when each was in force, ISO 8601. */
  readonly #policies: Array<{ from: string; policy: number }> = [];
  /** Who may never count, by change: its proposer, and whoever wrote it. */
  readonly #excluded = new Map<string, string[]>();
  /** By plan. */
  readonly #approvals = new Map<string, string[]>();
  readonly #glass = new Set<string>();

  constructor(now: Date) {
    this.#policies.push({ from: now.toISOString(), policy: 0 });
  }

  setPolicy(policy: number, now: Date): void {
    this.policy = policy;
    this.#policies.push({ from: now.toISOString(), policy });
  }

  proposed(id: string, excluded: string[]): void {
    this.#excluded.set(id, excluded);
  }

  approved(change: ChangeRow, who: string): void {
    const plan = planOf(change);
    this.#approvals.set(plan, [...(this.#approvals.get(plan) ?? []), who]);
  }

  brokeGlass(change: ChangeRow): void {
    this.#glass.add(planOf(change));
  }

  /** For the plan that it has. */
  isGlassBroken(change: ChangeRow): boolean {
    return this.#glass.has(planOf(change));
  }

  /** Why the change must not have been accepted with the plan that it has; undefined when it may. */
  whyNotAccepted(change: ChangeRow): string | undefined {
    const plan = planOf(change);
    if (this.isGlassBroken(change)) {
      return undefined;
    }
    const excluded = this.excluded(change);
    const people = (this.#approvals.get(plan) ?? []).filter(
      person => !excluded.includes(person),
    );
    const demand = this.#demand(change);
    return suffices(people, demand)
      ? undefined
      : `${change.summary} was accepted with ${JSON.stringify(people)} where ${JSON.stringify(demand)} is demanded`;
  }

  /** Why a stored decision was never made, or must not count; undefined when all is well. */
  whyNotDecided(change: ChangeRow, decision: ApprovalRow): string | undefined {
    if (this.excluded(change).includes(decision.approver)) {
      return `${decision.approver} decided on his own change: ${change.summary}`;
    }
    const plan = planOf({ ...change, ...decision, id: change.id });
    const said = this.#approvals.get(plan) ?? [];
    return decision.decision === 'rejected' || said.includes(decision.approver)
      ? undefined
      : `${decision.approver} never approved this plan of ${change.summary}`;
  }

  excluded(change: Pick<ChangeRow, 'id' | 'proposer'>): string[] {
    return [change.proposer, ...(this.#excluded.get(change.id) ?? [])];
  }

  /** What was demanded when it was planned, and what is demanded now where it was approved by hand. */
  #demand(change: ChangeRow): Demand {
    if (change.subject_kind === 'profile') {
      return { [PLATFORM]: 1 };
    }
    if (change.stage === 'development') {
      return {};
    }
    const then = this.#policies.filter(
      ({ from }) => from <= change.planned_at!,
    );
    return both(
      POLICIES[then.at(-1)!.policy].demand,
      POLICIES[this.policy].demand,
    );
  }
}
