import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  changeApprovePermission,
  changeCancelPermission,
  type Change,
  type ChangeQuery,
  type ChangeRequest,
  type ChangeSummary,
  type Page,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { whyLeftOut, whyNotOwnRevert } from '../breakGlass/takenBack';
import type { ChangeRow } from '../database/tables';
import type { PermissionGate } from '../permissions/PermissionGate';
import {
  requireOwnSignIn,
  resolveActor,
  type Actor,
} from '../permissions/resolveActor';
import type { ValueSight } from '../values/ValueSight';
import { cancelChange } from './cancelChange';
import { commentChange } from './commentChange';
import type { ChangeContext } from './ChangeContext';
import { ChangeReader } from './ChangeReader';
import { decideChange } from './decideChange';
import { locateForCaller } from './locateForCaller';
import type { Located } from './locateRequest';
import { findByIdempotencyKey, proposeChange } from './proposeChange';
import { ProposalPermissions } from './ProposalPermissions';
import { replanChange, retryChange } from './replanChange';
import { toChangeResource } from './toChangeResource';
import { viaOf } from './viaOf';
import { withdrawApproval } from './withdrawApproval';

/** Every verb on changes, with the caller's own credentials. */
export class AuthorizedChanges {
  readonly #context: ChangeContext;
  readonly #gate: PermissionGate;
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;
  readonly #proposals: ProposalPermissions;
  readonly #reader: ChangeReader;

  constructor(options: {
    context: ChangeContext;
    gate: PermissionGate;
    auth: AuthService;
    userInfo: UserInfoService;
    sight: ValueSight;
  }) {
    this.#context = options.context;
    this.#gate = options.gate;
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
    this.#proposals = new ProposalPermissions(options);
    this.#reader = new ChangeReader({ ...options, proposals: this.#proposals });
  }

  async propose(
    request: ChangeRequest,
    options: {
      credentials: BackstageCredentials;
      idempotencyKey?: string;
      /** A model or another tool decided to propose this; it never acts as the user's own sign-in. */
      tool?: boolean;
    },
  ): Promise<Change> {
    const known = await this.actor(options.credentials);
    const actor = options.tool ? { ...known, ownSignIn: false } : known;
    const row = await this.store(request, { ...options, actor });
    return this.#reader.toChange(row, { ...options, actor });
  }

  /** Stores a proposal; what its key led to before is given again. */
  async store(
    request: ChangeRequest,
    options: {
      credentials: BackstageCredentials;
      actor: Actor;
      idempotencyKey?: string;
      tool?: boolean;
    },
  ): Promise<ChangeRow> {
    const { actor, idempotencyKey } = options;
    const proposal = {
      request,
      proposer: actor.ref,
      via: viaOf(options),
      idempotencyKey,
    };
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
      gate: this.#gate,
      permissions: this.#proposals,
    });
  }

  async get(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    const { credentials } = options;
    const row = await this.#reader.find(id, credentials);
    return this.#reader.toChange(row, {
      credentials,
      actor: await this.actor(credentials),
    });
  }

  async list(
    query: ChangeQuery & { offset: number; limit: number },
    options: { credentials: BackstageCredentials },
  ): Promise<Page<ChangeSummary>> {
    const actor = await this.actor(options.credentials);
    return this.#reader.list(query, { ...options, actor });
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
    const row = await this.#reader.find(id, credentials);
    const permission = await this.#reader.decideOn(
      changeApprovePermission,
      credentials,
      'approve',
    );
    if (!permission.allows(toChangeResource(row))) {
      throw new NotAllowedError(
        `This needs the permission ${changeApprovePermission.name}`,
      );
    }
    refuse(
      await whyLeftOut(this.#context.knex, { change: row, actor: actor.ref }),
    );
    await decideChange(this.#context, { ...decision, changeId: id, actor });
    return this.get(id, options);
  }

  /** Only of one's own, so that it needs no permission but to see the change. */
  async withdrawApproval(
    id: string,
    withdrawal: { planDigest: string; comment?: string },
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    const actor = await this.actor(options.credentials);
    requireOwnSignIn(actor, 'take an approval back');
    await this.#reader.find(id, options.credentials);
    await withdrawApproval(this.#context, {
      ...withdrawal,
      changeId: id,
      actor,
    });
    return this.get(id, options);
  }

  /** Whoever sees a change may say something about it. */
  async comment(
    id: string,
    text: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    const actor = await this.actor(options.credentials);
    requireOwnSignIn(actor, 'comment');
    const change = await this.#reader.find(id, options.credentials);
    await commentChange(this.#context, { change, text, actor: actor.ref });
    return this.get(id, options);
  }

  async cancel(
    id: string,
    options: { credentials: BackstageCredentials },
  ): Promise<Change> {
    const { credentials } = options;
    const actor = await this.actor(credentials);
    const change = await this.#reader.find(id, credentials);
    if (change.proposer !== actor.ref) {
      const permission = await this.#reader.decideOn(
        changeCancelPermission,
        credentials,
        'cancel',
      );
      if (!permission.allows(toChangeResource(change))) {
        throw new NotAllowedError(
          `Only the proposer or somebody with ${changeCancelPermission.name} may cancel it`,
        );
      }
    }
    refuse(
      await whyNotOwnRevert(this.#context.knex, { change, actor: actor.ref }),
    );
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

  /** A change that the caller may see, and what a permission says of changes. Throws `NotFoundError`. */
  async findFor(
    permission: Parameters<ChangeReader['decideOn']>[0],
    options: { id: string; credentials: BackstageCredentials; grant: string },
  ): Promise<{
    change: ChangeRow;
    decision: Awaited<ReturnType<ChangeReader['decideOn']>>;
  }> {
    const { id, credentials, grant } = options;
    return {
      change: await this.#reader.find(id, credentials),
      decision: await this.#reader.decideOn(permission, credentials, grant),
    };
  }

  actor(credentials: BackstageCredentials): Promise<Actor> {
    return resolveActor(credentials, {
      auth: this.#auth,
      userInfo: this.#userInfo,
    });
  }

  /** A plan that no change has, as the caller may see it. */
  visiblePlan(plan: Plan, credentials: BackstageCredentials): Promise<Plan> {
    return this.#reader.visiblePlan(plan, credentials);
  }

  async #again(
    id: string,
    verb: typeof replanChange,
    credentials: BackstageCredentials,
  ): Promise<Change> {
    const actor = await this.actor(credentials);
    const change = await this.#reader.find(id, credentials);
    if (
      change.proposer !== actor.ref &&
      !(await this.#proposals.mayPropose(change, credentials))
    ) {
      throw new NotAllowedError(
        'Only those who may propose the change may do this',
      );
    }
    if (verb === replanChange) {
      // Each time it is planned again, its approvals are gone.
      refuse(
        await whyNotOwnRevert(this.#context.knex, { change, actor: actor.ref }),
      );
    }
    await verb(this.#context, { change, actor: actor.ref });
    return this.get(id, { credentials });
  }
}

function refuse(reason: string | undefined): void {
  if (reason !== undefined) {
    throw new NotAllowedError(reason);
  }
}
