import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  changeBreakGlassPermission,
  type Change,
  type ReviewVerdict,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { ChangeContext } from '../changes/ChangeContext';
import { toChangeResource } from '../changes/toChangeResource';
import { requireOwnSignIn } from '../permissions/resolveActor';
import { breakGlass } from './breakGlass';
import { findUnreviewedUse } from './findUnreviewedUse';
import { loadGlass } from './loadGlass';
import { reviewGlass } from './reviewGlass';
import { whyTakenBack } from './takenBack';
import { whyNotBreakGlass } from './whyNotBreakGlass';

type Options = { credentials: BackstageCredentials };

/** Changes that are applied without their approvals, and what others say of it afterwards. */
export class AuthorizedBreakGlass {
  readonly #context: ChangeContext;
  readonly #changes: AuthorizedChanges;

  constructor(options: { context: ChangeContext; changes: AuthorizedChanges }) {
    this.#context = options.context;
    this.#changes = options.changes;
  }

  async use(
    id: string,
    use: { planDigest: string; reason: string },
    options: Options,
  ): Promise<Change> {
    const { knex, config, keys, permissionsEnabled } = this.#context;
    const actor = await this.#changes.actor(options.credentials);
    requireOwnSignIn(actor, 'break glass');
    const { change, decision } = await this.#changes.findFor(
      changeBreakGlassPermission,
      { ...options, id, grant: 'break-glass' },
    );
    const refusal = whyNotBreakGlass({
      actor,
      change,
      permissionsEnabled,
      allowed: decision.allows(toChangeResource(change)),
      platformGroup: config.platformGroup,
      glass: (await loadGlass(knex, id))?.use,
      openUse: await findUnreviewedUse(knex, { actor: actor.ref, keys }),
      takenBack: await whyTakenBack(knex, {
        clusterUid: change.subject_uid,
        actor: actor.ref,
      }),
    });
    if (refusal) {
      throw refusal.conflict
        ? new ConflictError(refusal.reason)
        : new NotAllowedError(refusal.reason);
    }
    await breakGlass(this.#context, { ...use, changeId: id, actor });
    return this.#changes.get(id, options);
  }

  async review(
    id: string,
    review: { verdict: ReviewVerdict; comment?: string },
    options: Options,
  ): Promise<Change> {
    const actor = await this.#changes.actor(options.credentials);
    requireOwnSignIn(actor, 'review it');
    // Whoever may not see the change does not learn of it.
    await this.#changes.get(id, options);
    await reviewGlass(this.#context, { ...review, changeId: id, actor });
    return this.#changes.get(id, options);
  }
}
