import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  changeApprovePermission,
  changeCancelPermission,
  changeReadPermission,
  clusterReadPermission,
  type Change,
  type ChangeQuery,
  type ChangeRequest,
  type ChangeSummary,
  type Page,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changePermissionResourceRef,
  clusterPermissionResourceRef,
  type ChangeResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ApprovalRow, ChangeRow, ClusterRow } from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import {
  requireOwnSignIn,
  resolveActor,
  type Actor,
} from '../permissions/resolveActor';
import { cancelChange } from './cancelChange';
import type { ChangeContext } from './ChangeContext';
import { decideChange } from './decideChange';
import { hideClusters } from './hideClusters';
import { locateForCaller } from './locateForCaller';
import type { Located } from './locateRequest';
import { membersByGroup } from './membersByGroup';
import { getChange, listDecisions } from './operations/getChange';
import { listChanges } from './operations/listChanges';
import { findByIdempotencyKey, proposeChange } from './proposeChange';
import { ProposalPermissions } from './ProposalPermissions';
import { replanChange, retryChange } from './replanChange';
import { toChange, toChangeSummary } from './toChange';
import { toChangeResource } from './toChangeResource';

/** Every verb on changes, with the caller's own credentials. */
export class AuthorizedChanges {
  readonly #context: ChangeContext;
  readonly #gate: PermissionGate;
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;
  readonly #proposals: ProposalPermissions;

  constructor(options: {
    context: ChangeContext;
    gate: PermissionGate;
    auth: AuthService;
    userInfo: UserInfoService;
  }) {
    this.#context = options.context;
    this.#gate = options.gate;
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
    this.#proposals = new ProposalPermissions(options);
  }

  async propose(
    request: ChangeRequest,
    options: { credentials: BackstageCredentials; idempotencyKey?: string },
  ): Promise<Change> {
    const actor = await this.actor(options.credentials);
    const row = await this.store(request, { ...options, actor });
    return this.#toChange(row, { ...options, actor });
  }

  /** Stores a proposal; what its key led to before is given again. */
  async store(
    request: ChangeRequest,
    options: {
      credentials: BackstageCredentials;
      actor: Actor;
      idempotencyKey?: string;
    },
  ): Promise<ChangeRow> {
    const { actor, idempotencyKey } = options;
    const proposal = { request, proposer: actor.ref, idempotencyKey };
    const known = await findByIdempotencyKey(this.#context, proposal);
    if (known) {
      return known;
    }
    try {
      const located = await this.locate(request, options);
      return await proposeChange(this.#context, { ...proposal, located });
    } catch (error) {
      // What is in the way may be this very request, stored by its first sending in the meantime.
      const first = await findByIdempotencyKey(this.#context, proposal);
      if (first) {
        return first;
      }
      throw error;
    }
  }

  /** Finds the subject of a request and checks that the caller may propose it. */
  locate(
    request: ChangeRequest,
    options: { credentials: BackstageCredentials; actor: Actor },
  ): Promise<Located> {
    return locateForCaller(this.#context, request, {
      ...options,
      permissions: this.#proposals,
    });
  }

  async get(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    const { credentials } = options;
    const row = await this.#visible(id, credentials);
    return this.#toChange(row, {
      credentials,
      actor: await this.actor(credentials),
    });
  }

  async list(
    query: ChangeQuery & { offset: number; limit: number },
    options: { credentials: BackstageCredentials },
  ): Promise<Page<ChangeSummary>> {
    const actor = await this.actor(options.credentials);
    const decision = await this.#decideOn(
      changeReadPermission,
      options.credentials,
      'read',
    );
    const { rows, totalCount } = await listChanges(this.#context.knex, {
      ...query,
      caller: actor,
      visible: builder => decision.narrow(builder),
    });
    return { items: rows.map(toChangeSummary), totalCount };
  }

  async decide(
    id: string,
    decision: {
      decision: 'approved' | 'rejected';
      planDigest: string;
      comment?: string;
    },
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    const { credentials } = options;
    const actor = await this.actor(credentials);
    requireOwnSignIn(
      actor,
      decision.decision === 'approved' ? 'approve' : 'reject',
    );
    const row = await this.#visible(id, credentials);
    const permission = await this.#decideOn(
      changeApprovePermission,
      credentials,
      'approve',
    );
    if (!permission.allows(toChangeResource(row))) {
      throw new NotAllowedError(
        `This needs the permission ${changeApprovePermission.name}`,
      );
    }
    await decideChange(this.#context, { ...decision, changeId: id, actor });
    return this.get(id, options);
  }

  async cancel(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    const actor = await this.actor(options.credentials);
    const change = await this.#visible(id, options.credentials);
    if (change.proposer !== actor.ref) {
      const permission = await this.#decideOn(
        changeCancelPermission,
        options.credentials,
        'cancel',
      );
      if (!permission.allows(toChangeResource(change))) {
        throw new NotAllowedError(
          `Only the proposer or somebody with ${changeCancelPermission.name} may cancel it`,
        );
      }
    }
    await cancelChange(this.#context, { change, actor: actor.ref });
    return this.get(id, options);
  }

  async replan(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    return this.#again(id, replanChange, options.credentials);
  }

  async retry(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    return this.#again(id, retryChange, options.credentials);
  }

  actor(credentials: BackstageCredentials): Promise<Actor> {
    return resolveActor(credentials, {
      auth: this.#auth,
      userInfo: this.#userInfo,
    });
  }

  /** Clusters that the caller may not see are counted in it, not named. */
  visiblePlan(plan: Plan, credentials: BackstageCredentials): Promise<Plan> {
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

  async #again(
    id: string,
    verb: typeof replanChange,
    credentials: BackstageCredentials,
  ): Promise<Change> {
    const actor = await this.actor(credentials);
    const change = await this.#visible(id, credentials);
    if (
      change.proposer !== actor.ref &&
      !(await this.#proposals.mayPropose(change, credentials))
    ) {
      throw new NotAllowedError(
        'Only those who may propose the change may do this',
      );
    }
    await verb(this.#context, { change, actor: actor.ref });
    return this.get(id, { credentials });
  }

  /** What the caller may not see does not exist for him. */
  async #visible(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ChangeRow> {
    const row = await getChange(this.#context.knex, id);
    const decision = await this.#decideOn(
      changeReadPermission,
      credentials,
      'read',
    );
    if (!decision.allows(toChangeResource(row))) {
      throw new NotFoundError(`There is no change '${id}'`);
    }
    return row;
  }

  #decideOn(
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

  async #toChange(
    row: ChangeRow,
    options: { credentials: BackstageCredentials; actor: Actor },
  ): Promise<Change> {
    const { credentials, actor } = options;
    const decisions: ApprovalRow[] = await listDecisions(
      this.#context.knex,
      row,
    );
    const [approve, cancel] = await Promise.all([
      this.#decideOn(changeApprovePermission, credentials, 'approve'),
      this.#decideOn(changeCancelPermission, credentials, 'cancel'),
    ]);
    const change = toChange(row, {
      decisions,
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
      platformGroup: this.#context.config.platformGroup,
      desiredRevision: await this.#desiredRevision(row),
    });
    return change.plan
      ? { ...change, plan: await this.visiblePlan(change.plan, credentials) }
      : change;
  }

  /** What a plan of a cluster has to start from to be accepted. */
  async #desiredRevision(row: ChangeRow): Promise<number | null | undefined> {
    const cluster =
      row.subject_uid === null
        ? undefined
        : await this.#context
            .knex<ClusterRow>('clusters')
            .where({ uid: row.subject_uid })
            .first('desired_revision');
    return cluster?.desired_revision;
  }
}
