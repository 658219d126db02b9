import {
  hasBlocker,
  type ChangeRequest,
  type ClusterChangeRequest,
  type Finding,
  type PinnedSource,
  type Plan,
  type PolicySnapshot,
  type ProfileChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ChangeRow } from '../database/tables';
import { planAccess } from '../access/planAccess';
import { limitFindings } from '../limits/limitFindings';
import { listLimits } from '../limits/listLimits';
import { dayOf } from '../lifetime/days';
import { lifetimeFindings, lifetimeOf } from '../lifetime/limitLifetime';
import { finishPlan } from '../planning/finishPlan';
import { listEditors } from '../drift/listEditors';
import { sortFindings } from '../planning/sortFindings';
import { findWait } from '../policies/findWait';
import type { PlanDraft } from '../planning/types';
import type { ChangeContext } from './ChangeContext';
import { commitToReason, isReasoned } from './commitToReason';
import { demandApprovals } from './demandApprovals';
import { excludedUsers, membersByGroup } from './membersByGroup';
import { policySubject } from './policySubject';

/** A plan with what the policies of today demand of it. */
export interface Planned {
  plan: Plan;
  policy: PolicySnapshot;
}

/** Plans a stored or previewed change, and asks the policies. */
export async function makePlan(
  context: ChangeContext,
  change: Pick<
    ChangeRow,
    | 'kind'
    | 'owner_ref'
    | 'proposer'
    | 'subject_kind'
    | 'subject_name'
    | 'subject_uid'
    | 'request'
  > &
    Partial<Pick<ChangeRow, 'plan' | 'seen_plan_digest'>>,
  options: { baseRevision?: number | null; signal?: AbortSignal } = {},
): Promise<Planned> {
  const request: ChangeRequest = JSON.parse(change.request);
  const draft = await draftPlan(context, change, request, options);
  const policy = await demandApprovals(context.knex, {
    change,
    plan: draft,
    config: context.config,
  });
  draft.findings.push(
    ...(await findNamelessEditors(context, {
      clusterUid: change.subject_uid,
      request,
      plan: draft,
    })),
  );
  if (draft.desired) {
    const limits = await listLimits(context.knex, {
      clusterUid: draft.desired.cluster.uid,
      desired: draft.desired,
      config: context.config,
    });
    draft.findings = sortFindings([
      ...draft.findings,
      ...limitFindings(limits),
    ]);
  }
  draft.findings.push(...(await findLifetime(context, { change, draft })));
  draft.findings.push(...findNoWindow(policy, context.clock.now()));
  if (!hasBlocker(draft.findings)) {
    draft.findings.push(...(await findMissingApprovers(context, policy)));
    draft.findings.push();
  }
  return {
    plan: finishPlan(draft, { kind: request.kind, now: context.clock.now() }),
    policy,
  };
}

async function draftPlan(
  context: ChangeContext,
  change: Parameters<typeof makePlan>[1],
  request: ChangeRequest,
  options: NonNullable<Parameters<typeof makePlan>[2]>,
): Promise<PlanDraft> {
  const commitment = isReasoned(request)
    ? await commitToReason(context.knex, request, change)
    : undefined;
  if (request.kind === 'access') {
    return planAccess(context, request, {
      clusterUid: change.subject_uid!,
      subject: change.proposer,
      commitment,
    });
  }
  return change.subject_kind === 'profile'
    ? context.publications.plan(request as ProfileChangeRequest, {
        proposer: change.proposer,
        pinned: pinnedBefore(change.plan),
        commitment,
        signal: options.signal,
      })
    : context.planner.plan(
        request as ClusterChangeRequest,
        change.subject_uid!,
        { ...options, reasonSalt: commitment?.reasonSalt },
      );
}

function pinnedBefore(
  plan: ChangeRow['plan'] | undefined,
): readonly PinnedSource[] | undefined {
  const before: Plan | undefined = plan ? JSON.parse(plan) : undefined;
  return before?.publication?.sources;
}

/** Only what moves the last day is held against the policies about it. */
async function findLifetime(
  context: ChangeContext,
  {
    change,
    draft,
  }: { change: Parameters<typeof makePlan>[1]; draft: PlanDraft },
): Promise<Finding[]> {
  if (
    !draft.desired ||
    (change.kind !== 'create' && change.kind !== 'extend-lifetime')
  ) {
    return [];
  }
  const subject = await policySubject(context.knex, change, draft);
  return lifetimeFindings(draft.desired.endsOn, {
    limits: lifetimeOf(subject, context.config.policies),
    today: dayOf(context.clock.now()),
  });
}

/** Windows that are never open at once would keep it waiting for ever. */
function findNoWindow({ windows }: PolicySnapshot, now: Date): Finding[] {
  const wait = findWait({ windows, freezes: [], now });
  return wait && !wait.until
    ? [
        {
          severity: 'block',
          code: 'no-window',
          message: `${wait.reason}.`,
          remedy: 'Ask whoever configures policies for windows that overlap.',
        },
      ]
    : [];
}

/** Says at once when nobody could approve. */
async function findMissingApprovers(
  context: ChangeContext,
  policy: PolicySnapshot,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const membersOf = await membersByGroup(policy, context.directory);
  const excluded = excludedUsers(policy, membersOf);
  for (const { group, count } of policy.requirements) {
    const members = membersOf.get(group) ?? [];
    const able = members.filter(member => !excluded.includes(member));
    if (able.length < count) {
      findings.push({
        severity: 'warn',
        code: 'too-few-approvers',
        message: `${count} approval(s) of ${group} are needed, but only ${able.length} of its members may give one`,
        remedy: `Add members to ${group}; the proposer, the authors and whom policies exclude never count`,
      });
    }
  }
  return findings;
}

/** Whoever made an edit that is adopted does not approve it; where nobody can tell who it was, approvers have to ask. */
async function findNamelessEditors(
  { knex }: ChangeContext,
  change: Parameters<typeof listEditors>[1],
): Promise<Finding[]> {
  const { nameless } = await listEditors(knex, change);
  return nameless.length > 0
    ? [
        {
          severity: 'warn',
          code: 'editor-unknown',
          message: `Who made the edit that is adopted is not known: its field manager, ${nameless.join(', ')}, names no user, so it takes one approval more`,
          remedy: 'Ask who it was before you approve; it must not be you',
        },
      ]
    : [];
}
