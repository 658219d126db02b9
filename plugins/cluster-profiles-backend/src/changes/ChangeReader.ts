import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  changeApprovePermission,
  changeBreakGlassPermission,
  changeCancelPermission,
  changeReadPermission,
  clusterReadPermission,
  type Change,
  type ChangeQuery,
  type ChangeSummary,
  type Page,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changePermissionResourceRef,
  clusterPermissionResourceRef,
  type ChangeResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { describeGlass } from '../breakGlass/describeGlass';
import { possibleReview } from '../breakGlass/possibleReview';
import { findOpenUse, loadGlass } from '../breakGlass/loadGlass';
import {
  whyLeftOut,
  whyNotOwnRevert,
  whyTakenBack,
} from '../breakGlass/takenBack';
import type { ChangeRow, ClusterRow } from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import type { Actor } from '../permissions/resolveActor';
import { hidePlan, hideRequest } from '../values/hideValues';
import type { ValueSight } from '../values/ValueSight';
import type { ChangeContext } from './ChangeContext';
import { hideClusters } from './hideClusters';
import { membersByGroup } from './membersByGroup';
import { getChange, listDecisions } from './operations/getChange';
import { listComments } from './operations/listComments';
import { listChanges } from './operations/listChanges';
import type { ProposalPermissions } from './ProposalPermissions';
import { toChange, toChangeSummary } from './toChange';
import { toChangeResource } from './toChangeResource';

type Caller = { credentials: BackstageCredentials; actor: Actor };

/** Changes as one caller may see them. What he may not see does not exist for him. */
export class ChangeReader {
  readonly #context: ChangeContext;
  readonly #gate: PermissionGate;
  readonly #proposals: ProposalPermissions;
  readonly #sight: ValueSight;

  constructor(options: {
    context: ChangeContext;
    gate: PermissionGate;
    proposals: ProposalPermissions;
    sight: ValueSight;
  }) {
    this.#sight = options.sight;
    this.#context = options.context;
    this.#gate = options.gate;
    this.#proposals = options.proposals;
  }

  /** Throws `NotFoundError`. */
  async find(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ChangeRow> {
    const row = await getChange(this.#context.knex, id);
    const decision = await this.decideOn(
      changeReadPermission,
      credentials,
      'read',
    );
    if (!decision.allows(toChangeResource(row))) {
      throw new NotFoundError(`There is no change '${id}'`);
    }
    return row;
  }

  async list(
    query: ChangeQuery & { offset: number; limit: number },
    { credentials, actor }: Caller,
  ): Promise<Page<ChangeSummary>> {
    const decision = await this.decideOn(
      changeReadPermission,
      credentials,
      'read',
    );
    const { rows, totalCount } = await listChanges(this.#context.knex, {
      ...query,
      caller: actor,
      visible: builder => decision.narrow(builder),
    });
    return { items: rows.map(toChangeSummary), totalCount };
  }

  decideOn(
    permission: typeof changeReadPermission,
    credentials: BackstageCredentials,
    grant: string,
  ): Promise<Decision<ChangeResource>> {
    return this.#gate.decide({
      permission,
      resourceRef: changePermissionResourceRef,
      credentials,
      grant,
    });
  }

  /** The whole change, with what the caller may do with it. */
  async toChange(
    row: ChangeRow,
    { credentials, actor }: Caller,
  ): Promise<Change> {
    const [approve, cancel, glassDecision] = await Promise.all([
      this.decideOn(changeApprovePermission, credentials, 'approve'),
      this.decideOn(changeCancelPermission, credentials, 'cancel'),
      this.decideOn(changeBreakGlassPermission, credentials, 'break-glass'),
    ]);
    const { knex, config, permissionsEnabled } = this.#context;
    const change = toChange(row, {
      decisions: await listDecisions(knex, row),
      membersOf: await membersByGroup(
        row.policy ? JSON.parse(row.policy) : undefined,
        this.#context.directory,
      ),
      actor,
      permissions: {
        approve: approve.allows(toChangeResource(row)),
        cancel: cancel.allows(toChangeResource(row)),
        propose: await this.#proposals.mayPropose(row, credentials),
      },
      platformGroup: config.platformGroup,
      desiredRevision: await this.#desiredRevision(row),
      comments: await listComments(this.#context.knex, row.id),
      now: this.#context.clock.now(),
      leftOut: {
        decide: await whyLeftOut(knex, { change: row, actor: actor.ref }),
        end: await whyNotOwnRevert(knex, { change: row, actor: actor.ref }),
      },
    });
    const { breakGlass, permitted } = describeGlass({
      actor,
      change: row,
      glass: await loadGlass(knex, row.id),
      openUse: await findOpenUse(knex, actor.ref),
      takenBack: await whyTakenBack(knex, {
        clusterUid: row.subject_uid,
        actor: actor.ref,
      }),
      permissionsEnabled,
      allowed: glassDecision.allows(toChangeResource(row)),
      platformGroup: config.platformGroup,
    });
    const { plan, request } = change;
    const values = await this.#sight.ofChange(row, plan, credentials);
    return {
      ...change,
      request: values ? request : hideRequest(request),
      ...(plan && {
        plan: await this.#withVisibleClusters(
          values ? plan : hidePlan(plan),
          credentials,
        ),
      }),
      ...(breakGlass && { breakGlass }),
      ...(permitted.breakGlass.allowed && {
        possibleReview: await possibleReview(
          {
            policy: JSON.parse(row.policy!),
            proposer: row.proposer,
            actor: actor.ref,
            platformGroup: config.platformGroup,
          },
          this.#context.directory,
        ),
      }),
      permitted: { ...change.permitted, ...permitted },
    };
  }

  /** A plan that no change has, as the caller may see it. */
  async visiblePlan(
    plan: Plan,
    credentials: BackstageCredentials,
  ): Promise<Plan> {
    const values = await this.#sight.ofPlan(plan, credentials);
    return this.#withVisibleClusters(
      values ? plan : hidePlan(plan),
      credentials,
    );
  }

  /** Clusters that the caller may not see are counted in it, not named. */
  #withVisibleClusters(
    plan: Plan,
    credentials: BackstageCredentials,
  ): Promise<Plan> {
    return hideClusters(plan, {
      knex: this.#context.knex,
      decide: () =>
        this.#gate.decide({
          permission: clusterReadPermission,
          resourceRef: clusterPermissionResourceRef,
          credentials,
          grant: 'read',
        }),
    });
  }

  /** What a plan of a cluster has to start from to be accepted. */
  async #desiredRevision(row: ChangeRow): Promise<number | null | undefined> {
    const cluster =
      row.subject_uid === null || row.kind === 'access'
        ? undefined
        : await this.#context
            .knex<ClusterRow>('clusters')
            .where({ uid: row.subject_uid })
            .first('desired_revision');
    return cluster?.desired_revision;
  }
}
