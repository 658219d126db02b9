import type {
  ChangeState,
  Plan,
  Step,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { lockCluster } from '../clusters/operations/lockCluster';
import { releaseCluster } from '../clusters/operations/releaseCluster';
import type {
  ChangeRow,
  ClusterRow,
  LeavingProfileRow,
  RevisionRow,
} from '../database/tables';
import { announceChange } from './announceChange';
import { beginApplying } from './beginApplying';
import type { ChangeContext } from './ChangeContext';
import { getChange } from './operations/getChange';
import { transitionChange } from './operations/transitionChange';
import { recheckChange } from './recheckChange';
import type { ChangeLifecycle, InTransaction } from './types';
import { undoAcceptance } from './undoAcceptance';
import { waitOfChange } from './waitOfChange';

const RECONCILER = 'system:reconciler';

/** What the reconciler may do with a change. */
export class DefaultChangeLifecycle implements ChangeLifecycle {
  readonly #context: ChangeContext;

  constructor(context: ChangeContext) {
    this.#context = context;
  }

  findWait: ChangeLifecycle['findWait'] = change =>
    waitOfChange(this.#context, change);

  recheck: ChangeLifecycle['recheck'] = (change, options) =>
    recheckChange(this.#context, change, options);

  startApplying: ChangeLifecycle['startApplying'] = async changeId => {
    const { knex, clock, config } = this.#context;
    const patch = beginApplying(await getChange(knex, changeId), {
      now: clock.now(),
      deadlineMinutes: config.changes.deadlineMinutes,
    });
    const moved = await this.#move(changeId, {
      from: ['accepted'],
      to: 'applying',
      revision: 'applying',
      patch,
    });
    return moved ? patch : undefined;
  };

  async markApplied(changeId: string): Promise<boolean> {
    const now = this.#context.clock.now().toISOString();
    return this.#move(changeId, {
      from: ['applying', 'failed'],
      to: 'applied',
      reason: 'Observed equals desired',
      revision: 'applied',
      patch: { finished_at: now },
      also: async (tx, change) => {
        const { desired, givenUp }: Plan = JSON.parse(change.plan!);
        // Nothing is written to a paused cluster, so what runs there is what was proven last.
        if (!desired?.paused) {
          await tx<ClusterRow>('clusters')
            .where({ uid: change.subject_uid! })
            .update({ applied_revision: change.revision });
          await tx<LeavingProfileRow>('leaving_profiles')
            .where({ cluster_uid: change.subject_uid! })
            .delete();
        }
        if (change.kind === 'delete') {
          await releaseCluster(tx, {
            clusterUid: change.subject_uid!,
            reason: releaseReason(desired, givenUp),
            now,
          });
        }
      },
    });
  }

  async markFailed(changeId: string, reason: string): Promise<boolean> {
    return this.#move(changeId, {
      from: ['applying'],
      to: 'failed',
      reason,
      patch: { finished_at: this.#context.clock.now().toISOString() },
    });
  }

  async markStale(changeId: string, reason: string): Promise<boolean> {
    const now = this.#context.clock.now();
    return this.#move(changeId, {
      from: ['accepted'],
      to: 'stale',
      reason,
      patch: {
        expires_at: new Date(
          now.getTime() + this.#context.config.changes.expiryHours * 3_600_000,
        ).toISOString(),
      },
      also: (tx, change) =>
        undoAcceptance(tx, {
          change,
          reason: `The request has to be planned again: ${reason}`,
          now,
          config: this.#context.config,
        }),
    });
  }

  async recordSteps(changeId: string, steps: Step[]): Promise<void> {
    const text = JSON.stringify(steps);
    const changed = await this.#context
      .knex<ChangeRow>('changes')
      .where({ id: changeId })
      .whereNot({ steps: text })
      .update({ steps: text });
    if (changed) {
      await this.#context.announce({ subject: 'change', name: changeId });
    }
  }

  async #move(
    changeId: string,
    options: {
      from: ChangeState[];
      to: ChangeState;
      reason?: string;
      /** State of the change's revision afterwards. */
      revision?: string;
      patch: Partial<ChangeRow>;
      also?: (tx: InTransaction, change: ChangeRow) => Promise<void>;
    },
  ): Promise<boolean> {
    const { knex, clock } = this.#context;
    const change = await getChange(knex, changeId);
    const moved = await knex.transaction(async tx => {
      await lockCluster(tx, change.subject_uid);
      const done = await transitionChange(tx, {
        ...options,
        change,
        actor: RECONCILER,
        now: clock.now().toISOString(),
      });
      if (!done) {
        return false;
      }
      if (options.revision && change.revision !== null) {
        await tx<RevisionRow>('revisions')
          .where({ cluster_uid: change.subject_uid!, number: change.revision })
          .update({ state: options.revision });
      }
      await options.also?.(tx, change);
      return true;
    });
    if (moved) {
      await announceChange(this.#context, change);
    }
    return moved;
  }
}

function releaseReason(
  desired: Plan['desired'],
  givenUp: readonly string[] = [],
): string {
  if (desired?.observeOnly) {
    return 'Forgotten; it was imported, and runs on';
  }
  if (!desired?.forcedDeletion) {
    return 'Deleted';
  }
  const left = givenUp.length
    ? `not known to be gone: ${givenUp.join(', ')}`
    : 'nobody knows what is left';
  return desired.forcedDeletion === 'record'
    ? `Its record was closed by force; ${left}`
    : `Deleted by force; ${left}`;
}
