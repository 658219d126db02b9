import type {
  Change,
  ChangeState,
  Permitted,
  PolicySnapshot,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import { nameOf } from '../permissions/nameOf';
import type { Actor } from '../permissions/resolveActor';
import { approvalsOf } from './approvalsOf';
import { cancellable } from './cancelChange';
import { CLUSTER_HAS_CHANGED } from './planBase';
import { whyNotDecide } from './whyNotDecide';

/** All but what is about break glass. */
export type PermittedDecisions = Omit<
  Change['permitted'],
  'breakGlass' | 'review'
>;

/** Why a use of break glass keeps its actor out, see `whyLeftOut`. */
export interface LeftOut {
  decide?: string;
  /** Neither ends it nor plans it again. */
  end?: string;
}

type Remedies = Partial<Record<ChangeState, string>>;

const STANDING: Record<ChangeState, string> = {
  planning: 'It is still being planned',
  'awaiting-approval': 'It waits for approval',
  accepted: 'It is accepted already',
  applying: 'It is being carried out already',
  applied: 'It is applied already',
  rejected: 'It was rejected',
  cancelled: 'It was cancelled',
  expired: 'It expired, because nobody decided in time',
  stale: 'Its plan no longer holds',
  superseded: 'Another change took its place',
  failed: 'It failed',
};
const ANEW = 'propose a new change instead';
const OVER: Remedies = {
  rejected: ANEW,
  cancelled: ANEW,
  expired: ANEW,
  superseded: ANEW,
};
const BACK = 'roll the cluster back, or delete it, instead';
const DECIDE: Remedies = {
  planning: 'it can be decided once that is done',
  stale: 'plan it again first',
  ...OVER,
};
const CANCEL_CLUSTER: Remedies = {
  applying: BACK,
  failed: 'try it again, or propose another change in its place',
};
const REPLAN: Remedies = { failed: 'try it again instead', ...OVER };
const RETRY: Remedies = { stale: 'plan it again instead', ...OVER };

const yes: Permitted = { allowed: true };
const no = (reason: string): Permitted => ({ allowed: false, reason });

/** What the caller may do with a change now; if not, why, and what to do or whom to ask instead. Pure. */
export function permittedDecisions(
  row: ChangeRow,
  options: {
    policy?: PolicySnapshot;
    decisions: ApprovalRow[];
    actor: Actor;
    permissions: { approve: boolean; cancel: boolean; propose: boolean };
    platformGroup: string;
    /** The cluster has another desired revision than the one that the plan starts from. */
    outdated?: boolean;
    leftOut?: LeftOut;
  },
): PermittedDecisions {
  const { actor, policy, decisions, permissions, platformGroup } = options;
  const state = row.state as ChangeState;
  const own = actor.ref === row.proposer;
  // Services and the system cannot be asked.
  const proposer = nameOf(
    row.proposer.startsWith('user:') ? row.proposer : row.owner_ref,
  );

  const notNow = (remedies: Remedies): Permitted => {
    const remedy = remedies[state];
    return no(remedy ? `${STANDING[state]}; ${remedy}` : STANDING[state]);
  };
  const decide = (decision: 'approved' | 'rejected'): Permitted => {
    if (state !== 'awaiting-approval' || !policy) {
      return notNow(DECIDE);
    }
    if (options.leftOut?.decide) {
      return no(options.leftOut.decide);
    }
    if (decision === 'approved' && options.outdated) {
      return no(`${CLUSTER_HAS_CHANGED}; plan it again`);
    }
    const refusal = whyNotDecide({ actor, policy, decisions, decision });
    if (refusal) {
      return no(refusal.reason);
    }
    return permissions.approve
      ? yes
      : no(
          `The policies let you decide, but your permissions do not; ask ${nameOf(platformGroup)}`,
        );
  };
  const withdraw = (): Permitted => {
    const given = approvalsOf(decisions).some(
      ({ approver }) => approver === actor.ref,
    );
    if (!given) {
      return no('You have no approval of this plan to take back');
    }
    return state === 'awaiting-approval' || state === 'accepted'
      ? yes
      : no(STANDING[state]);
  };
  const among = (
    states: readonly ChangeState[],
    verb: {
      remedies: Remedies;
      may: boolean;
      refusal: string;
      never?: string;
    },
  ): Permitted => {
    if (!states.includes(state)) {
      return notNow(verb.remedies);
    }
    if (verb.never) {
      return no(verb.never);
    }
    return own || verb.may ? yes : no(verb.refusal);
  };
  return {
    approve: decide('approved'),
    reject: decide('rejected'),
    withdrawApproval: withdraw(),
    comment: actor.ownSignIn
      ? yes
      : no("Only a user's own sign-in may comment"),
    cancel: among(cancellable(row), {
      remedies: row.subject_kind === 'cluster' ? CANCEL_CLUSTER : {},
      may: permissions.cancel,
      refusal: `Only its proposer may cancel it; ask ${proposer}`,
      never: options.leftOut?.end,
    }),
    replan: among(['stale', 'awaiting-approval'], {
      remedies: REPLAN,
      may: permissions.propose,
      refusal: `Only those who may propose it may plan it again; ask ${proposer}`,
      never: options.leftOut?.end,
    }),
    retry: among(['failed'], {
      remedies: RETRY,
      may: permissions.propose,
      refusal: `Only those who may propose it may try it again; ask ${proposer}`,
    }),
  };
}
