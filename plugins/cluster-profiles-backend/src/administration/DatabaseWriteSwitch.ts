import type { WriteSwitch } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { recordActivity } from '../activity/recordActivity';
import type { WriteSwitchRow } from '../database/tables';

/** Stops and starts all writes to clusters, for every replica at once. The configuration wins when it says stop. */
export class DatabaseWriteSwitch {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #configured: boolean;

  constructor(options: { knex: Knex; clock: Clock; configured: boolean }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#configured = options.configured;
  }

  async get(): Promise<WriteSwitch> {
    if (!this.#configured) {
      return {
        writes: false,
        reason: 'clusterProfiles.writes is false in the configuration',
      };
    }
    const row = await this.#knex<WriteSwitchRow>('write_switch')
      .where({ id: 1 })
      .first();
    return row
      ? {
          writes: Boolean(row.writes),
          reason: row.reason ?? undefined,
          changedBy: row.changed_by,
          changedAt: row.changed_at,
        }
      : { writes: true };
  }

  async set(options: {
    writes: boolean;
    reason?: string;
    actor: string;
  }): Promise<WriteSwitch> {
    const at = this.#clock.now().toISOString();
    await this.#knex.transaction(async tx => {
      const before = await tx<WriteSwitchRow>('write_switch')
        .where({ id: 1 })
        .forUpdate()
        .first();
      await tx<WriteSwitchRow>('write_switch')
        .insert({
          id: 1,
          writes: options.writes,
          reason: options.reason ?? null,
          changed_by: options.actor,
          changed_at: at,
        })
        .onConflict('id')
        .merge();
      await recordActivity(tx, {
        at,
        actor: options.actor,
        subject: { kind: 'system', name: 'write-switch' },
        type: options.writes ? 'writes-started' : 'writes-stopped',
        message:
          options.reason ??
          (options.writes ? 'Writes go on' : 'All writes are stopped'),
        difference: {
          writes: {
            before: Boolean(before?.writes ?? true),
            after: options.writes,
          },
        },
      });
    });
    return this.get();
  }
}
