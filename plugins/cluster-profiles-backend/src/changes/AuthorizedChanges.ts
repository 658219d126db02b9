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
  type Change,
  type ChangeQuery,
  type ChangeRequest,
  type ChangeSummary,
  type Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  changePermissionResourceRef,
  type ChangeResource,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import type { Decision, PermissionGate } from '../permissions/PermissionGate';
import {
  requireOwnSignIn,
  resolveActor,
  type Actor,
} from '../permissions/resolveActor';
import { cancelChange } from './cancelChange';
import type { ChangeContext } from './ChangeContext';
import { decideChange } from './decideChange';
import { locateRequest, type Located } from './locateRequest';
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
    const { credentials, idempotencyKey } = options;
    const actor = await this.actor(credentials);
    const findKnown = () =>
      findByIdempotencyKey(this.#context, {
        request,
        proposer: actor.ref,
        idempotencyKey,
      });
    const known = await findKnown();
    if (known) {
      return this.#toChange(known, { credentials, actor });
    }
    try {
      const located = await this.locate(request, { credentials, actor });
      const row = await proposeChange(this.#context, {
        request,
        located,
        proposer: actor.ref,
        idempotencyKey,
      });
      return await this.#toChange(row, { credentials, actor });
    } catch (error) {
      // What is in the way may be this very request, stored by its first sending in the meantime.
      const first = await findKnown();
      if (first) {
        return await this.#toChange(first, { credentials, actor });
      }
      throw error;
    }
  }

  /** Finds the subject of a request and checks that the caller may propose it. */
  async locate(
    request: ChangeRequest,
    options: { credentials: BackstageCredentials; actor: Actor },
  ): Promise<Located> {
    const { credentials, actor } = options;
    await this.#proposals.requireUse(request, credentials);
    if (request.kind === 'create') {
      await this.#context.directory.requireOwner(request.owner, '/owner');
      if (!actor.groups.includes(request.owner)) {
        throw new NotAllowedError(
          `/owner: you do not belong to '${request.owner}'; name one of ${actor.groups.join(', ') || 'your groups'}`,
        );
      }
    }
    if (request.kind === 'withdraw' && request.force) {
      requireOwnSignIn(actor, 'force');
    }
    if (!('cluster' in request)) {
      await this.#proposals.requireAnyProfile(request, credentials);
    }
    await this.#proposals.requireSight(request, credentials);
    const located = await locateRequest(this.#context, request);
    if (request.kind === 'publish') {
      await this.#context.directory.requireOwner(located.owner, '/spec/owner');
    }
    await this.#proposals.requirePropose(located, credentials);
    return located;
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
    const groups: string[] = row.policy
      ? JSON.parse(row.policy).requirements.map(
          (entry: { group: string }) => entry.group,
        )
      : [];
    const membersOf = new Map<string, string[]>();
    for (const group of groups) {
      membersOf.set(group, await this.#context.directory.membersOf(group));
    }
    const [approve, cancel] = await Promise.all([
      this.#decideOn(changeApprovePermission, credentials, 'approve'),
      this.#decideOn(changeCancelPermission, credentials, 'cancel'),
    ]);
    return toChange(row, {
      decisions,
      membersOf,
      actor,
      permissions: {
        approve: approve.allows(toChangeResource(row)),
        cancel: cancel.allows(toChangeResource(row)),
        propose: await this.#proposals.mayPropose(row, credentials),
      },
    });
  }
}
